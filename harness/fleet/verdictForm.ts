/** The parts of a verdict, as every kind of judged work sends them. */
import { mistakes } from "../gate/diagnose/index.js";
import { line, list, number, oneOf, record, whole } from "./form.js";

export const MOST_NOTES = 100;

export const positive = whole(1);
export const probability = number(0, 1);
export const verdict = oneOf(["pass", "fail", "undetermined"] as const);

export const diagnosisForm = record({
  mistake: oneOf(mistakes.map(({ id }) => id)),
  evidence: line,
  alsoFits: list(line, MOST_NOTES),
});
