/** What a worker found of a case, as it travels back, and what the coordinator holds it to before it reaches a report. */
import { checks } from "../check/index.js";
import { shapeOfSpec } from "../contract/initializer.js";
import { caseKey } from "../gate/caseKey.js";
import { mistakes } from "../gate/diagnose/index.js";
import { type CaseResult, worst } from "../record/index.js";
import type { CaseMessage } from "./caseMessage.js";
import { packed, unpacked } from "./envelope.js";
import { anyNumber, either, finite, list, number, oneOf, orNull, record, text, whole } from "./form.js";
import { fromText, toText } from "./plainText.js";

const LONGEST = 4000;
const MOST_NOTES = 100;
const MOST_QUANTILES = 1000;

const line = text(LONGEST);
const verdict = oneOf(["pass", "fail", "undetermined"] as const);
const quantiles = list(finite, MOST_QUANTILES);

const findingForm = record({
  check: oneOf(checks.map(({ name }) => name)),
  n: whole(0),
  statistic: orNull(finite),
  pValue: orNull(number(0, 1)),
  alpha: number(0, 1),
  verdict,
  expected: either(anyNumber, line),
  observed: either(anyNumber, line),
  detects: line,
  stage: whole(1, 1000),
});

const judgedForm = record(
  {
    findings: list(findingForm, checks.length),
    verdict,
    diagnosis: orNull(
      record({
        mistake: oneOf(mistakes.map(({ id }) => id)),
        evidence: line,
        alsoFits: list(line, MOST_NOTES),
      }),
    ),
    notes: list(line, MOST_NOTES),
  },
  {
    picture: record({
      probabilities: quantiles,
      observed: quantiles,
      documented: quantiles,
      diagnosed: orNull(quantiles),
    }),
  },
);

const stamp = { version: text(LONGEST), plan: text(64), job: text(64) };
const judgedAnswer = record({ ...stamp, judged: judgedForm });
const refusedAnswer = record({ ...stamp, refused: line });

/** What every answer says of the job that it is for. */
export interface AnswerStamp {
  readonly version: string;
  readonly plan: string;
  readonly job: string;
}

export function writeJudged({ version, plan, job }: AnswerStamp, result: CaseResult): string {
  const { findings, verdict, diagnosis, notes, picture } = result;
  const judged = { findings, verdict, diagnosis, notes, ...(picture === undefined ? {} : { picture }) };
  return packed(toText({ version, plan, job, judged }));
}

export const writeRefused = ({ version, plan, job }: AnswerStamp, reason: string): string =>
  packed(toText({ version, plan, job, refused: reason }));

/** @throws Error of one line where the text does not answer this job */
export function readCaseAnswer(body: string, job: string, message: CaseMessage): CaseResult {
  const value = fromText(unpacked(body));
  const isRefusal = typeof value === "object" && value !== null && Object.hasOwn(value, "refused");
  const answer = isRefusal ? refusedAnswer(value, "answer") : judgedAnswer(value, "answer");
  const { version, plan } = message;
  for (const [key, wanted] of Object.entries({ version, plan, job })) {
    if (answer[key as keyof AnswerStamp] !== wanted)
      throw new Error(`answer: must have the ${key} ${wanted}, got ${answer[key as keyof AnswerStamp]}`);
  }
  if ("refused" in answer) return unjudged(message, answer.refused);
  const { findings, verdict: whole, diagnosis, notes, picture } = answer.judged;
  requireConsistent(answer.judged);
  const judged = { findings, verdict: whole, diagnosis, replay: "", notes };
  return { ...headOf(message), ...judged, ...(picture === undefined ? {} : { picture }) };
}

/** A verdict follows from the findings; only doubt may be added. */
function requireConsistent({ findings, verdict: whole }: Pick<CaseResult, "findings" | "verdict">): void {
  const expected = worst(findings.map((finding) => finding.verdict));
  if (whole !== expected && !(whole === "undetermined" && expected === "pass"))
    throw new Error(`answer: must have the verdict of its findings, ${expected}, got ${whole}`);
  const names = findings.map(({ check }) => check);
  if (new Set(names).size < names.length) throw new Error("answer: must have one finding a check, got two");
}

/** A case that no worker could judge: doubt, with the reason. */
export const unjudged = (message: CaseMessage, reason: string): CaseResult => ({
  ...headOf(message),
  ...{ findings: [], verdict: "undetermined", diagnosis: null, replay: "", notes: [reason] },
});

function headOf({ one, subject }: CaseMessage): Pick<CaseResult, "key" | "fanIn" | "fanOut"> {
  const { fanIn, fanOut } = shapeOfSpec(one);
  return { key: caseKey(one, subject), fanIn, fanOut };
}
