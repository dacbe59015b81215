/** One tensor by itself: read, identified, judged; and looked at again where nothing fits. */
import { initializerNamed } from "../contract/index.js";
import type { Initializer } from "../initializer.js";
import { formatShape } from "../layout.js";
import type { AuditRow } from "../record/index.js";
import { excerptOf, type Readable } from "./excerpt.js";
import { identify } from "./identify.js";
import { nearest } from "./nearest.js";
import { type Place, type Reader, type Weight, weightOf } from "./tensor.js";
import { failedThroughout } from "./throughout.js";
import { type Evidence, judgeClaim, judgeMisfit, judgeUnclaimed, type Outcome } from "./verdict.js";

export interface Bench {
  readonly reader: Reader;
  readonly contracts: readonly Initializer[];
  /** The probability with which each p-value may fail a right tensor. */
  readonly share: number;
}

export interface Examined {
  readonly row: AuditRow;
  /** Absent where the tensor could not be read. */
  readonly outcome?: Outcome;
  readonly evidence?: Evidence;
}

/** Never throws: what is wrong with one tensor is told of that tensor. */
export async function examine(place: Place, bench: Bench): Promise<Examined> {
  const { file, entry } = place;
  const row: AuditRow = { ...NOTHING, file, tensor: entry.name };
  if (entry.unsupported !== undefined) return { row: { ...row, note: entry.unsupported } };
  const facts = { ...row, shape: formatShape(entry.shape), dtype: entry.dtype };
  try {
    const weight = weightOf(place, entry, bench.reader);
    const told = { ...facts, layout: weight.spec.layout };
    try {
      const evidence = await evidenceOf(place, weight, bench);
      const outcome = await everywhere(place, entry, judged(weight, evidence, bench), evidence);
      return { row: rowOf(told, outcome, evidence), outcome, evidence };
    } catch (error) {
      return { row: { ...told, note: (error as Error).message } };
    }
  } catch (error) {
    return { row: { ...facts, note: (error as Error).message } };
  }
}

/** The row of a tensor that follows nothing, once it is known what the others follow. */
export async function examineMisfit(
  place: Place & { readonly entry: Readable },
  row: AuditRow,
  inUse: ReadonlySet<string>,
  bench: Bench,
): Promise<AuditRow> {
  const evidence = await evidenceOf(place, weightOf(place, place.entry, bench.reader), bench);
  const meant = nearest(evidence.readings, evidence.weight, inUse);
  return meant === undefined ? row : { ...row, ...judgeMisfit(meant, evidence) };
}

const NOTHING = {
  shape: "",
  layout: "",
  dtype: "",
  bestFit: "",
  pValue: null,
  verdict: "undetermined",
  diagnosis: null,
  note: "",
  alsoFits: [],
  entries: 0,
} as const;

async function evidenceOf(place: Place, { entry, expect }: Weight, { contracts, share }: Bench): Promise<Evidence> {
  const excerpt = await excerptOf(place.weights, entry);
  const weight = { dtype: entry.dtype, entries: excerpt.entries };
  return { weight, excerpt, readings: identify(contracts, expect, weight, excerpt), share };
}

function judged({ claim, expect }: Weight, evidence: Evidence, { contracts }: Bench): Outcome {
  if (claim === undefined) return judgeUnclaimed(evidence);
  return judgeClaim(expect(initializerNamed(contracts, claim.contract)), claim.contract, evidence);
}

/** What holds for the excerpt of a large tensor must hold for every entry, as far as that can be asked of one entry. */
async function everywhere(place: Place, entry: Readable, outcome: Outcome, { excerpt }: Evidence): Promise<Outcome> {
  if (excerpt.isWhole || outcome.verdict === "fail" || outcome.expected === undefined) return outcome;
  const failed = await failedThroughout(place.weights, entry, outcome.expected);
  if (failed.length === 0) return outcome;
  const evidence = `entries outside the excerpt fail ${failed.join(", ")}`;
  const diagnosis = { mistake: "outliers", evidence, alsoFits: [] };
  return { ...outcome, verdict: "fail", pValue: 0, diagnosis, note: `failed ${failed.join(", ")}` };
}

function rowOf(facts: AuditRow, outcome: Outcome, { weight }: Evidence): AuditRow {
  const { bestFit, pValue, verdict, diagnosis, note, alsoFits } = outcome;
  return { ...facts, bestFit, pValue, verdict, diagnosis, note, alsoFits, entries: weight.entries.length };
}
