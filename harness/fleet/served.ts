/**
 * Whose weights a worker draws. No program travels: a job says which one it means by digest, and a worker runs those that its
 * own command line names, with its own words.
 */
import { createHash } from "node:crypto";
import type { SubjectSpec } from "../subject/spec.js";

/** How a queue, and a job, name a subject: a built-in one by its name, a program by the digest of its command line. */
export const targetOf = ({ subject, command }: Pick<SubjectSpec, "subject" | "command">): string =>
  command === undefined ? subject : `program-${createHash("sha256").update(command).digest("hex").slice(0, 16)}`;

/** The subject that a worker opens for a job: its own words, and only the time that it may take is the job's. */
export function ownSpec(own: SubjectSpec, timeout: number | undefined): SubjectSpec {
  return timeout === undefined ? own : { ...own, timeout };
}
