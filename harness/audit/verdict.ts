/**
 * The verdict on one tensor: tested against its claimed contract, or against those it may follow, likeliest first, until one
 * holds.
 */
import { checks } from "../check/index.js";
import { sampleOf } from "../check/sample.js";
import type { Expectation } from "../contract/expectation.js";
import { diagnose } from "../gate/diagnose/index.js";
import type { AuditRow } from "../record/index.js";
import type { Candidate, Reading, Scale } from "./candidate.js";
import { expectationOfExcerpt } from "./excerptExpectation.js";
import type { IdentifiedTensor } from "./identifiedTensor.js";
import { type Evidence, testContract } from "./testContract.js";

/** The number of p-values that one tensor needs for each contract. */
export const TESTS_PER_TENSOR = checks.length;

/** Readings whose scores differ by fewer nats are not distinguished. */
const EQUIVALENT = 7;

export type Judged = Pick<AuditRow, "bestFit" | "pValue" | "verdict" | "diagnosis" | "note" | "alsoFits">;

export interface TensorOutcome extends Judged {
  /** What the tensor was found to follow, or is claimed to follow. */
  readonly expected?: Expectation;
  /** The expectation is for the whole tensor and does not depend on the entries: no parameter is fitted. */
  readonly isPlain?: true;
  /** The fitted scale. */
  readonly scale?: Scale;
  /** No contract is claimed, and none fits. */
  readonly isMisfit?: true;
}

/** The verdict on a claimed contract. */
export function judgeClaim(expected: Expectation, claimed: string, seen: IdentifiedTensor): TensorOutcome {
  const { evidence } = seen;
  const spoiled = expected.joint === "any" ? notFinite(evidence) : undefined;
  if (spoiled !== undefined) return spoiled;
  const held = testContract(expected, evidence);
  if ("unjudged" in held) return { ...unjudged(held.unjudged), bestFit: holding(seen) };
  const { failed, pValue, verdict } = held;
  const bestFit = verdict === "pass" ? claimed : holding(seen);
  const diagnosis = failed.length > 0 ? diagnosisOf(expected, failed, evidence) : null;
  const note = failed.length > 0 ? `${claimed}: failed ${failed.join(", ")}` : "";
  return { bestFit, pValue, verdict, diagnosis, note, alsoFits: [], expected, isPlain: true };
}

/** The name that a tensor that fails its claim would get without a claim: a contract that it follows, or "none". */
const holding = (seen: IdentifiedTensor): string => judgeUnclaimed(seen).bestFit;

/**
 * The verdict without a claim: pass if any contract holds. In whatever order they are tested, a right tensor is called a misfit
 * only if its own contract fails, so no more often than its own checks would fail it.
 */
export function judgeUnclaimed(seen: IdentifiedTensor): TensorOutcome {
  const { evidence } = seen;
  // Tested before anything is fitted, since NaN has no likelihood.
  const spoiled = notFinite(evidence);
  if (spoiled !== undefined) return spoiled;
  const { readings } = seen;
  if (readings.length === 0) return unjudged("no contract is defined on this shape");
  let doubt: string | undefined;
  let tooFew = false;
  for (const { best, sameLaw } of candidates(seen)) {
    // Too few entries for the checks of one law are too few for the next.
    if (tooFew && best.expected.joint === "independent") continue;
    const held = testContract(best.expected, evidence, "first failure");
    if ("unjudged" in held) {
      doubt ??= `${best.name}: ${held.unjudged}`;
      tooFew ||= best.expected.joint === "independent";
      continue;
    }
    if (held.verdict === "fail") continue;
    const alsoFits = [...sameLaw, ...near(readings, best)].map(({ name }) => name);
    const { verdict, pValue } = held;
    const { name: bestFit, expected, scale, isFit } = best;
    const facts = { ...(isFit ? {} : { isPlain: true as const }), ...(scale === undefined ? {} : { scale }) };
    const found = { bestFit, pValue, alsoFits, expected, ...facts };
    const suspicion = degenerate(expected, evidence);
    return suspicion === undefined ? { ...found, verdict, diagnosis: null, note: "" } : { ...found, ...suspicion };
  }
  if (doubt !== undefined) return unjudged(doubt);
  return { ...unjudged(""), bestFit: "none", isMisfit: true };
}

/** The failure of a tensor with entries that are not finite; undefined if all are. */
export function notFinite({ weight: { entries } }: Evidence): TensorOutcome | undefined {
  let bad = 0;
  for (let k = 0; k < entries.length; k++) if (!Number.isFinite(entries[k]!)) bad++;
  if (bad === 0) return undefined;
  const evidence = `entries that are not finite: ${bad}`;
  const diagnosis = { mistake: "outliers", evidence, alsoFits: [] };
  return { ...unjudged("failed finite"), bestFit: "none", pValue: 0, verdict: "fail", diagnosis };
}

function* candidates(seen: IdentifiedTensor): Generator<Reading> {
  yield* seen.readings;
  yield* seen.rareReadings;
}

/** Documented contracts with a score close to the best. */
const near = (readings: readonly Reading[], best: Candidate): readonly Candidate[] =>
  readings
    .filter((one) => one.best !== best && !one.best.isFit && Math.abs(one.best.score - best.score) < EQUIVALENT)
    .flatMap((one) => [one.best, ...one.sameLaw]);

export function diagnosisOf(
  expectedOfWhole: Expectation,
  failed: readonly string[],
  { weight, excerpt }: Evidence,
): NonNullable<AuditRow["diagnosis"]> {
  const expected = expectationOfExcerpt(expectedOfWhole, excerpt);
  const sample = sampleOf({ expected, dtype: weight.dtype, tensors: [weight.entries], reseeded: false });
  return diagnose({ expected, samples: [sample], failed });
}

/** An unclaimed matrix with all entries equal is undetermined: it breaks no symmetry between units, but may be intended. */
function degenerate(
  { joint, shape }: Expectation,
  { weight: { entries }, excerpt }: Evidence,
): Pick<Judged, "verdict" | "diagnosis" | "note"> | undefined {
  const isMatrix = shape.letters.length >= 2 && shape.inputs > 1 && shape.outputs > 1;
  if (joint !== "exact" || !isMatrix || entries.some((x) => x !== entries[0])) return undefined;
  const zero = entries[0] === 0;
  return {
    verdict: "undetermined",
    diagnosis: {
      mistake: zero ? "all-zero" : "constant",
      evidence: `every entry of ${excerpt.isWhole ? "the matrix" : "the excerpt"} is ${entries[0]}`,
      alsoFits: [],
    },
    note: "a matrix of one value breaks no symmetry: claim it (--as) if it is meant",
  };
}

export const unjudged = (note: string): Judged => ({
  bestFit: "",
  pValue: null,
  verdict: "undetermined",
  diagnosis: null,
  note,
  alsoFits: [],
});
