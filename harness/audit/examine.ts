/** Examines one tensor alone: reads it, identifies its contract and judges it; looks for a mistake if no contract fits. */

import type { Entries } from "../check/sample.js";
import type { Expectation } from "../contract/expectation.js";
import { expectationOf, type Initializer } from "../contract/initializer.js";
import { standardNormal } from "../contract/law/index.js";
import { formatShape } from "../contract/layout.js";
import { shapeOf } from "../contract/shape.js";
import { finiteOrNull } from "../record/finiteOrNull.js";
import type { AuditRow } from "../record/index.js";
import type { Scale } from "./candidate.js";
import { excerptOf, type Readable } from "./excerpt.js";
import { failedThroughout } from "./failedThroughout.js";
import { withFreeScale } from "./free.js";
import { judgeFused } from "./fused.js";
import { type IdentifiedTensor, type KnownMeanings, tensorIdentifier } from "./identifiedTensor.js";
import { meaningsOf } from "./identify.js";
import { judgeMisfit } from "./misfit.js";
import { nearest } from "./nearest.js";
import { documentedAs, KNOWN, OTHERS } from "./otherLayouts.js";
import type { Place } from "./places.js";
import { summaryOf } from "./summary.js";
import { type Reader, type Weight, weightOf } from "./tensor.js";
import { type Comparable, comparableOf } from "./tensorComparison.js";
import { type Evidence, testContract } from "./testContract.js";
import { judgeClaim, judgeUnclaimed, notFinite, type TensorOutcome } from "./verdict.js";

export interface ExaminationContext {
  readonly reader: Reader;
  readonly contracts: readonly Initializer[];
  /** The false alarm probability of each p-value. */
  readonly share: number;
  readonly known: KnownMeanings;
  /**
   * The expectations of the claimed contracts, by sizes: tensors of one shape share them, with everything that is
   * computed once for a law.
   */
  readonly expected: WeakMap<Initializer, Map<string, Expectation>>;
}

/** The result for one tensor, examined alone, as plain data. */
export interface Examined {
  readonly row: AuditRow;
  /** The fitted scale, which tensors may share. */
  readonly scale?: Scale;
  /** What the comparison with other tensors needs; absent if the tensor was not read or is no sample of a law. */
  readonly compared?: Comparable;
  /** For a tensor that no contract fits: the contracts that would change its row if other tensors of the model followed them. */
  readonly swayedBy?: readonly string[];
}

const NONE: ReadonlySet<string> = new Set();

/** The row of a tensor that is not judged: its name, shape and layout, and the reason. */
export function unjudgedRow(place: Place, reader: Reader, reason = ""): AuditRow {
  const { file, entry } = place;
  const row: AuditRow = { ...NOTHING, file, tensor: entry.name };
  if (entry.unsupported !== undefined) return { ...row, note: entry.unsupported };
  const facts = { ...row, shape: formatShape(entry.shape), dtype: entry.dtype };
  try {
    return { ...facts, layout: weightOf(place, entry, reader).spec.layout, note: reason };
  } catch (error) {
    return { ...facts, note: (error as Error).message };
  }
}

/** The result for one tensor with the entries that were examined: they are compared with those of other tensors. */
export type ExaminedWithEntries = Examined & { readonly entries?: Entries };

/**
 * Never throws: a fault of one tensor is reported in its row. `inUse` holds contracts that other tensors of the model follow.
 */
export async function examine(place: Place, context: ExaminationContext, inUse = NONE): Promise<ExaminedWithEntries> {
  const { entry } = place;
  const told = unjudgedRow(place, context.reader);
  if (entry.unsupported !== undefined || told.layout === "") return { row: told };
  try {
    const weight = weightOf(place, entry, context.reader);
    const seen = await identifiedIn(place, weight, context);
    const { evidence } = seen;
    if (entry.quantized !== undefined) return { row: ofPart(place, quantizedRow(told, weight, evidence)) };
    const own = await testedThroughout(place, entry, judged(place, weight, seen, context), evidence);
    const outcome = {
      ...own,
      note: [own.note, ...otherLayoutNotes(own, weight, context)].filter((text) => text !== "").join("; "),
    };
    const scaled = { ...told, ...scaleOf(weight, evidence) };
    const found = ofPart(place, exempted(rowOf(scaled, outcome, evidence), outcome));
    const { scale, expected } = outcome;
    const compared = comparableOf(expected);
    return {
      ...(outcome.isMisfit ? misfitRow(found, seen, inUse) : { row: found }),
      ...(scale && { scale }),
      ...(compared && { compared }),
      entries: evidence.weight.entries,
    };
  } catch (error) {
    return { row: { ...told, note: (error as Error).message } };
  }
}

/** The row of a tensor that follows no contract. */
function misfitRow(
  row: AuditRow,
  seen: IdentifiedTensor,
  inUse: ReadonlySet<string>,
): Pick<Examined, "row" | "swayedBy"> {
  const { meant, swayedBy } = nearest(seen.readings, seen.evidence.weight, inUse);
  return { row: { ...row, ...judgeMisfit(meant, seen) }, swayedBy };
}

/** Quantized weights have few levels and so follow no law: the report gives their scale and judges nothing. */
function quantizedRow(told: AuditRow, weight: Weight, evidence: Evidence): AuditRow {
  const facts = scaleOf(weight, evidence);
  const sd =
    facts.sd == null ? "" : `: by the scale beside it its standard deviation is ${Number(facts.sd.toPrecision(3))}`;
  const note = `quantized to ${weight.entry.quantized}${sd}; audit the weights that it was made from`;
  return { ...told, ...facts, entries: evidence.weight.entries.length, note };
}

/** Whether a tensor follows this contract, with the fans of its own. */
export async function followsContract(
  place: Place,
  contract: Initializer,
  context: ExaminationContext,
): Promise<boolean> {
  try {
    const weight = weightOf(place, place.entry as Readable, context.reader);
    const expected = expectedOf(contract, weight, context);
    if (expected.joint === "any") return false;
    const held = testContract(expected, (await identifiedIn(place, weight, context)).evidence, "first failure");
    return !("unjudged" in held) && held.verdict === "pass";
  } catch {
    return false; // the contract is not defined on this shape
  }
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

async function identifiedIn(
  place: Place,
  { entry, spec, key, expect }: Weight,
  context: ExaminationContext,
): Promise<IdentifiedTensor> {
  const { contracts, share, known } = context;
  const excerpt = await excerptOf(place.weights, entry);
  const weight = { dtype: entry.dtype, entries: excerpt.entries };
  return tensorIdentifier(
    contracts,
    { layout: spec.layout, key, known },
    expect,
  )(spec.shape, { weight, excerpt, share });
}

function judged({ held }: Place, weight: Weight, seen: IdentifiedTensor, context: ExaminationContext): TensorOutcome {
  if (seen.evidence.weight.entries.length === 0) throw new RangeError("must have entries to be judged, got none");
  if (held?.isFree) {
    const spoiled = notFinite(seen.evidence);
    if (spoiled !== undefined) return spoiled;
    const { entries, dtype } = seen.evidence.weight;
    const { expected, scale } = withFreeScale(expectedOf(held.contract, weight, context), summaryOf(entries, dtype));
    return judgeClaim(expected, `${held.claim.contract}, ${scale}`, seen);
  }
  if (held !== undefined) return judgeClaim(expectedOf(held.contract, weight, context), held.claim.contract, seen);
  const outcome = judgeUnclaimed(seen);
  return (outcome.isMisfit ? judgeFused(seen) : undefined) ?? outcome;
}

/** The number of shapes of one contract that are remembered. */
const MOST_SHAPES = 1000;

function expectedOf(
  contract: Initializer,
  { key, spec, expect }: Weight,
  { expected }: ExaminationContext,
): Expectation {
  let bySizes = expected.get(contract);
  if (bySizes === undefined || bySizes.size >= MOST_SHAPES) {
    bySizes = new Map();
    expected.set(contract, bySizes);
  }
  const sizes = `${key} ${spec.shape.join("x")}`;
  const expectation = bySizes.get(sizes) ?? expect(contract);
  bySizes.set(sizes, expectation);
  return expectation;
}

/** Layouts under which a fitted scale would be a documented one. */
function otherLayoutNotes(
  { expected, scale, verdict }: TensorOutcome,
  { spec }: Weight,
  { contracts, known }: ExaminationContext,
): readonly string[] {
  // A scale with a large error fits several names; most small tensors have such a scale.
  if (expected === undefined || scale === undefined || scale.error > KNOWN || verdict !== "pass") return [];
  return (OTHERS[spec.layout] ?? []).flatMap(({ layout, groups }) => {
    const key = `${layout} ${groups} ${spec.shape.join("x")}`;
    const meanings =
      known.get(key) ?? meaningsOf(contracts, (one) => expectationOf(one, { shape: spec.shape, layout, groups }));
    known.set(key, meanings);
    const name = documentedAs({ expected, scale }, meanings);
    const reading = groups > 1 ? `\`${layout}\` with ${groups} groups` : `\`${layout}\``;
    return name === undefined ? [] : [`as ${reading} this is ${name}`];
  });
}

/** Tests every entry of a large tensor with the checks of single entries: until now only the excerpt was tested. */
async function testedThroughout(
  place: Place,
  entry: Readable,
  outcome: TensorOutcome,
  { excerpt }: Evidence,
): Promise<TensorOutcome> {
  if (excerpt.isWhole || outcome.verdict === "fail" || outcome.expected === undefined) return outcome;
  // A fitted law has the ends of the excerpt, and a part has its own fixed values: neither holds for the other entries.
  const { shape } = outcome.expected;
  const anything: Expectation = { shape, joint: "independent", law: standardNormal };
  const failed = await failedThroughout(
    place.weights,
    entry,
    outcome.isPlain ? outcome.expected : anything,
    excerpt.extremes,
  );
  if (failed.length === 0) return outcome;
  const evidence = `entries outside the excerpt fail ${failed.join(", ")}`;
  const diagnosis = { mistake: "outliers", evidence, alsoFits: [] };
  return { ...outcome, verdict: "fail", pValue: 0, diagnosis, note: `failed ${failed.join(", ")}` };
}

/** The fan_in and the standard deviation of a tensor, for the report's plot of scales against fans. */
function scaleOf({ spec }: Weight, { weight: { entries, dtype } }: Evidence): Pick<AuditRow, "fanIn" | "sd"> {
  const { fanIn } = shapeOf(spec.shape, spec.layout, spec.groups, spec);
  const { squares, n } = summaryOf(entries, dtype);
  return { fanIn: finiteOrNull(fanIn), sd: finiteOrNull(Math.sqrt(squares / n)) };
}

/** The row of a tensor that is claimed to follow no law: it is counted, but its entries are not judged by a law. */
function exempted(row: AuditRow, { expected, verdict }: TensorOutcome): AuditRow {
  if (expected?.joint !== "any" || verdict !== "pass") return row;
  return {
    ...row,
    exempt: true,
    bestFit: "any",
    pValue: null,
    note: "exempt: no law is claimed, every entry is finite",
  };
}

/** The evidence of a mistake in a part names the part. */
function ofPart({ label }: Place, row: AuditRow): AuditRow {
  const { diagnosis } = row;
  if (label === undefined || diagnosis === null) return row;
  return { ...row, diagnosis: { ...diagnosis, evidence: `${label}: ${diagnosis.evidence}` } };
}

function rowOf(facts: AuditRow, outcome: TensorOutcome, { weight }: Evidence): AuditRow {
  const { bestFit, pValue, verdict, diagnosis, note, alsoFits } = outcome;
  return { ...facts, bestFit, pValue, verdict, diagnosis, note, alsoFits, entries: weight.entries.length };
}
