/** A worker's answer as a message, and the coordinator's validation of it. */
import type { RemotePlan } from "../gate/remoteRunner.js";
import { packed, unpacked } from "./envelope.js";
import { anything, line, record, text } from "./form.js";
import { type FleetJob, type FleetResult, kindOf } from "./kinds.js";
import { fromText, toText } from "./plainText.js";

/** The longest reason. */
const LONGEST = 4000;

const stamp = { version: line, plan: text(64), job: text(64) };
const foundAnswer = record({ ...stamp, found: anything });
const refusedAnswer = record({ ...stamp, refused: line });

/** The part of every answer that names its job. */
export interface AnswerStamp {
  readonly version: string;
  readonly plan: string;
  readonly job: string;
}

export const writeFound = ({ version, plan, job }: AnswerStamp, of: FleetJob, result: FleetResult): string =>
  packed(toText({ version, plan, job, found: kindOf(of).foundOf(result) }));

export const writeRefused = ({ version, plan, job }: AnswerStamp, reason: string): string =>
  packed(toText({ version, plan, job, refused: reason.split("\n")[0]!.slice(0, LONGEST) }));

/**
 * The result, or the reason why a worker refused the job.
 *
 * @throws Error of one line where the text does not answer this job
 */
export function readAnswer(
  body: string,
  wanted: AnswerStamp,
  job: FleetJob,
  subject: RemotePlan["subject"],
): FleetResult | Error {
  const value = fromText(unpacked(body));
  const isRefusal = typeof value === "object" && value !== null && Object.hasOwn(value, "refused");
  const answer = isRefusal ? refusedAnswer(value, "answer") : foundAnswer(value, "answer");
  for (const key of ["version", "plan", "job"] as const) {
    if (answer[key] !== wanted[key]) throw new Error(`answer: must have the ${key} ${wanted[key]}, got ${answer[key]}`);
  }
  return "refused" in answer ? new Error(answer.refused) : kindOf(job).resultOf(answer.found, job, subject);
}
