/** A job as a message, and a worker's validation of it. */
import type { RemotePlan } from "../gate/remoteRunner.js";
import type { SubjectSpec } from "../subject/spec.js";
import { anything, type DataFormOf, name, number, oneOf, record, text } from "./form.js";
import { type FleetJob, kindNamed, kindNames, kindOf } from "./kinds.js";
import { fromText, toText } from "./plainText.js";
import { ownSpec, targetOf } from "./served.js";

/** Seconds. */
const LONGEST_ANSWER = 86_400;

const messageForm = record(
  {
    version: name,
    plan: text(64),
    target: text(64),
    subject: record({ name, version: name }),
    kind: oneOf(kindNames),
    /** Validated by the job's kind. */
    work: anything,
  },
  { timeout: number(0, LONGEST_ANSWER) },
);

export type JobMessage = DataFormOf<typeof messageForm>;

/** The part that all jobs of one plan share. */
export interface JobSender {
  readonly version: string;
  readonly plan: RemotePlan;
  readonly spec: SubjectSpec;
}

export function writeJob(job: FleetJob, { version, plan: { digest, subject }, spec }: JobSender): string {
  const kind = kindOf(job);
  const message: JobMessage = {
    ...{ version, plan: digest, target: targetOf(spec) },
    subject: { name: subject.name, version: subject.version },
    ...{ kind: kind.name, work: kind.workOf(job) },
    ...(spec.timeout === undefined ? {} : { timeout: spec.timeout }),
  };
  return toText(message);
}

/** A job as a worker does it: with the subject of its own command line; only the time limit is the message's. */
export interface ReceivedJob {
  readonly message: JobMessage;
  readonly job: FleetJob;
}

/** @throws Error of one line for a text that is not a job, or a job of another version or subject than the worker serves */
export function readJob(body: string, version: string, own: SubjectSpec): ReceivedJob {
  const message = messageForm(fromText(body), "job");
  same(message.version, version, "version of initgate");
  same(message.target, targetOf(own), "subject");
  const { kind, work, timeout } = message;
  return { message, job: kindNamed(kind).jobOf(work, ownSpec(own, timeout)) };
}

function same(found: string, wanted: string, what: string): void {
  if (found !== wanted) throw new Error(`job: must be for the ${what} ${wanted}, got ${found}`);
}
