/** The whole record as one JSON object on one line, lossless but for numbers that do not exist: those are null. */
import type { CaseKey, CaseResult, Diagnosis, Finding, Picture, RunRecord } from "../harness/record/index.js";
import type { Writer } from "./writer.js";

/** Raised when a key changes its meaning; new keys do not raise it. */
const SCHEMA = 1;

type Key =
  | "schema"
  | keyof RunRecord
  | keyof CaseResult
  | keyof CaseKey
  | keyof Finding
  | keyof Diagnosis
  | keyof Picture;

/** Order of the keys, at every depth; the type makes the compiler ask for a key that is missing here. */
const ORDER: Readonly<Record<Key, true>> = {
  schema: true,
  version: true,
  key: true,
  subject: true,
  subjectVersion: true,
  initializer: true,
  contract: true,
  shape: true,
  layout: true,
  dtype: true,
  seed: true,
  fanIn: true,
  fanOut: true,
  check: true,
  n: true,
  statistic: true,
  pValue: true,
  alpha: true,
  tests: true,
  verdict: true,
  expected: true,
  observed: true,
  detects: true,
  stage: true,
  mistake: true,
  evidence: true,
  alsoFits: true,
  diagnosis: true,
  picture: true,
  probabilities: true,
  documented: true,
  diagnosed: true,
  replay: true,
  notes: true,
  findings: true,
  results: true,
};

/** Legal in JSON, but obeyed by a terminal: escaped like the control characters that JSON itself escapes. */
const OBEYED = /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu;

export const json: Writer = {
  name: "json",
  file: "results.json",
  write: (record) => {
    const text = JSON.stringify({ schema: SCHEMA, ...record }, Object.keys(ORDER));
    return `${text.replace(OBEYED, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
  },
};
