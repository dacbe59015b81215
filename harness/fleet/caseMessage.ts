/** A case as it travels to a worker, and what a worker holds it to. */
import type { CaseJob } from "../gate/caseJob.js";
import type { PlanElsewhere } from "../gate/elsewhere.js";
import { dtypes } from "../weights/dtype.js";
import { type DataFormOf, dictionary, either, finite, list, number, oneOf, record, text, whole } from "./form.js";
import { fromText, toText } from "./plainText.js";
import { targetOf } from "./served.js";

const LONGEST_NAME = 1000;
const MOST_AXES = 32;
const MOST_PARAMETERS = 64;
const MOST_STAGES = 400;
/** Seconds. */
const LONGEST_ANSWER = 86_400;

const name = text(LONGEST_NAME);
const parameters = dictionary(name, either(finite, name), MOST_PARAMETERS);
const positive = whole(1);
const probability = number(0, 1);

const caseForm = record(
  {
    index: whole(0),
    contract: name,
    asked: name,
    shape: list(whole(0), MOST_AXES),
    layout: name,
    groups: positive,
    params: parameters,
    dtype: oneOf(dtypes),
    seed: whole(0),
    samples: positive,
  },
  { fanIn: positive, fanOut: positive, given: parameters, sends: record({ initializer: name, params: parameters }) },
);

const messageForm = record(
  {
    version: name,
    plan: text(64),
    target: text(64),
    subject: record({ name, version: name }),
    one: caseForm,
    budget: record({
      alpha: probability,
      tests: whole(0),
      stages: list(probability, MOST_STAGES),
      atOnce: probability,
    }),
  },
  { timeout: number(0, LONGEST_ANSWER) },
);

export type CaseMessage = DataFormOf<typeof messageForm>;

export function caseMessage({ one, budget, spec }: CaseJob, plan: PlanElsewhere, version: string): CaseMessage {
  return {
    ...{ version, plan: plan.digest, target: targetOf(spec) },
    subject: { name: plan.subject.name, version: plan.subject.version },
    ...{ one, budget },
    ...(spec.timeout === undefined ? {} : { timeout: spec.timeout }),
  };
}

export const writeCaseMessage = (message: CaseMessage): string => toText(message);

/** @throws Error of one line where the text is not a case, or of another version or subject than the worker serves */
export function readCaseMessage(
  body: string,
  { version, target }: Pick<CaseMessage, "version" | "target">,
): CaseMessage {
  const message = messageForm(fromText(body), "job");
  same(message.version, version, "version of initgate");
  same(message.target, target, "subject");
  return message;
}

function same(found: string, wanted: string, what: string): void {
  if (found !== wanted) throw new Error(`job: must be for the ${what} ${wanted}, got ${found}`);
}
