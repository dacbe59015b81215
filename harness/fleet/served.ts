/**
 * The subjects that a worker draws from. No program is sent: a job names one by its digest, and a worker runs only those of
 * its own command line.
 */
import { createHash } from "node:crypto";
import type { SubjectSpec } from "../subject/spec.js";

/** The name of a subject in queues and jobs: a built-in one has its name, a program the digest of its command line. */
export const targetOf = ({ subject, command }: Pick<SubjectSpec, "subject" | "command">): string =>
  command === undefined ? subject : `program-${createHash("sha256").update(command).digest("hex").slice(0, 16)}`;

/** The subject that a worker opens for a job: from its own command line, with the job's time limit. */
export function ownSpec(own: SubjectSpec, timeout: number | undefined): SubjectSpec {
  return timeout === undefined ? own : { ...own, timeout };
}
