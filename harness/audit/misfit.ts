/**
 * Judges a tensor that follows no contract at any parameters. It fails, with a named mistake, only if it follows a
 * contract once the mistake is repaired. Otherwise it is only described, since it may be trained, or a table.
 */

import type { Entries } from "../check/sample.js";
import { structureChecks } from "../check/structure/index.js";
import { normalQuantileSf } from "../numeric/index.js";
import { power } from "../numeric/power.js";
import type { Diagnosis } from "../record/index.js";
import { fourDigits } from "../record/numberText.js";
import { type Dtype, roundTo } from "../weights/dtype.js";
import type { Candidate } from "./candidate.js";
import type { IdentifiedTensor } from "./identifiedTensor.js";
import { chanceOf } from "./substitute.js";
import { summaryOf } from "./summary.js";
import { type Evidence, testContract } from "./testContract.js";
import { diagnosisOf, type Judged, judgeUnclaimed, unjudged } from "./verdict.js";

/** `meant` is the contract that the tensor was probably meant to follow. */
export function judgeMisfit(meant: Candidate | undefined, seen: IdentifiedTensor): Judged {
  const { entries, dtype } = seen.evidence.weight;
  const levels = quantized(entries);
  if (levels !== undefined) return nothing(levels);
  const padded = withoutPadding(seen);
  if (padded !== undefined) return padded;
  return (
    coarse(seen) ?? outliers(seen) ?? clipped(seen) ?? named(meant, seen.evidence) ?? nothing(looks(entries, dtype))
  );
}

const nothing = (looksLike: string): Judged => ({
  ...unjudged(`follows no law of the catalogue: ${looksLike}`),
  bestFit: "none",
});

const failed = (diagnosis: Diagnosis, note: string): Judged => ({
  ...unjudged(note),
  bestFit: "none",
  pValue: 0,
  verdict: "fail",
  diagnosis,
});

/** The contract that the tensor would follow with these entries in place of its own. */
function followed(
  { dims, evidence, withEvidence }: IdentifiedTensor,
  entries: Entries,
  dtype: Dtype,
  sizes = dims,
): string | undefined {
  const { excerpt } = evidence;
  const view = { ...excerpt, dims: sizes === dims ? excerpt.dims : sizes, entries };
  const { verdict, bestFit } = judgeUnclaimed(
    withEvidence(sizes, { ...evidence, weight: { dtype, entries }, excerpt: view }),
  );
  return verdict === "pass" ? bestFit : undefined;
}

/** A tensor whose values lie on the grid of a 16-bit format, and follow a law in that format. */
function coarse(seen: IdentifiedTensor): Judged | undefined {
  const { entries, dtype } = seen.evidence.weight;
  if (dtype !== "float32" && dtype !== "float64") return undefined;
  for (const grid of ["bfloat16", "float16"] as const) {
    if (!entries.every((x) => roundTo(grid, x) === x)) continue;
    const name = followed(seen, entries, grid);
    const evidence = `every value is a ${grid}: ${new Set(entries).size} of ${entries.length} differ`;
    if (name !== undefined) {
      return failed({ mistake: "low-precision", evidence, alsoFits: [] }, `in ${grid} it follows ${name}`);
    }
  }
  return undefined;
}

/** A tensor whose only fault is a row of zeros: it may be intended, as the padding row of an embedding is. */
function withoutPadding(seen: IdentifiedTensor): Judged | undefined {
  const { dims, evidence } = seen;
  const { entries, dtype } = evidence.weight;
  if (dims.length !== 2 || !evidence.excerpt.isWhole) return undefined;
  const [rows, columns] = dims as [number, number];
  const isZero = (row: number): boolean => {
    for (let k = row * columns; k < (row + 1) * columns; k++) if (entries[k] !== 0) return false;
    return true;
  };
  const zero = Array.from({ length: rows }, (_, row) => row).filter(isZero);
  if (zero.length !== 1 || columns < 2) return undefined;
  const [row] = zero as [number];
  const rest = (entries as Float64Array).filter((_, k) => Math.floor(k / columns) !== row);
  const name = followed(seen, rest, dtype, [rows - 1, columns]);
  if (name === undefined) return undefined;
  const note = `row ${row} is all 0 and the others follow ${name}: claim it (rows = "${row}") if it is a padding row`;
  return { ...unjudged(note), bestFit: "none" };
}

/** An outlier is this many robust standard deviations from the median; at most this share of the entries are outliers. */
const FAR = 12;
const FEW = 1e-3;

/** A tensor with a few impossible values among valid ones. */
function outliers(seen: IdentifiedTensor): Judged | undefined {
  const { entries, dtype } = seen.evidence.weight;
  const sorted = Float64Array.from(entries).sort();
  const middle = sorted[sorted.length >> 1]!;
  const distances = Float64Array.from(entries, (x) => Math.abs(x - middle)).sort();
  const far = 1.5 * FAR * distances[distances.length >> 1]!;
  const isFar = (x: number): boolean => Math.abs(x - middle) > far;
  const odd = [...entries.filter(isFar as (x: number) => boolean)];
  if (odd.length === 0 || odd.length > Math.max(3, FEW * entries.length)) return undefined;
  const name = followed(seen, (entries as Float64Array).map((x) => (isFar(x) ? middle : x)) as Entries, dtype);
  if (name === undefined) return undefined;
  const evidence = `${odd.length} of ${entries.length} entries lie far out, such as ${odd[0]}`;
  return failed({ mistake: "outliers", evidence, alsoFits: [] }, `but for them it follows ${name}`);
}

/** The fewest equal values at an end that were clipped there. */
const PILE = 8;

/** A tensor clipped at both ends: it follows a law once the equal values there are replaced by draws from the tails. */
function clipped(seen: IdentifiedTensor): Judged | undefined {
  const { entries, dtype } = seen.evidence.weight;
  const { least, most, n } = summaryOf(entries, dtype);
  let [below, above] = [0, 0];
  for (const x of entries) {
    if (x === least) below++;
    else if (x === most) above++;
  }
  if (Math.min(below, above) < PILE) return undefined;
  const share = (below + above) / n / 2;
  const middle = (least + most) / 2;
  const sd = (most - middle) / normalQuantileSf(share);
  const chance = chanceOf("tails that were moved");
  const tail = (): number => Math.max(most - middle, sd * normalQuantileSf(share * chance()));
  const repaired = (entries as Float64Array).map((x) => {
    const redrawn = x === least ? middle - tail() : x === most ? middle + tail() : x;
    return roundTo(dtype, redrawn);
  });
  const name = followed(seen, repaired, dtype);
  if (name === undefined) return undefined;
  const evidence = `${below + above} of ${n} values lie exactly on ${least} or ${most}`;
  return failed({ mistake: "clipped-not-truncated", evidence, alsoFits: [] }, `drawn again it would follow ${name}`);
}

const OF_STRUCTURE: readonly string[] = ["repeated-block", "correlated-entries", "constant", "not-haar"];
/** Checks of dependence between entries; `duplicates` is a check of values that counts repeats. */
const STRUCTURE: readonly string[] = [...structureChecks.map(({ name }) => name), "duplicates"];

/** Names a dependence between entries whose law is right, or values that repeat too often without dependence. */
function named(meant: Candidate | undefined, evidence: Evidence): Judged | undefined {
  const held = meant === undefined ? undefined : testContract(meant.expected, evidence);
  if (meant === undefined || held === undefined || "unjudged" in held) return undefined;
  const isOfStructure = held.failed.every((name) => STRUCTURE.includes(name));
  if (!isOfStructure) return undefined;
  const diagnosis = diagnosisOf(meant.expected, held.failed, evidence);
  const isFewStates = diagnosis.mistake === "few-states" && held.failed.join() === "duplicates";
  if (!OF_STRUCTURE.includes(diagnosis.mistake) && !isFewStates) return undefined;
  // Training hardly changes the law of single entries: a dependence is a mistake only if the scale is a documented one.
  if (diagnosis.mistake === "correlated-entries" && meant.isFit) return undefined;
  const note = `nearest is ${meant.name}, but failed ${held.failed.join(", ")}`;
  return { ...failed(diagnosis, note), pValue: held.pValue };
}

/** The most levels that 8 bits can distinguish, and the error from rounding, as a share of a step. */
const MOST_LEVELS = 256;
const SPOILED = 0.01;

/** The description of a tensor of few values at multiples of one step: dequantized integers. */
function quantized(entries: Entries): string | undefined {
  const levels = new Set<number>();
  for (const x of entries) {
    levels.add(x);
    if (levels.size > MOST_LEVELS) return undefined;
  }
  if (levels.size < 3 || levels.size * 4 > entries.length) return undefined;
  const sorted = [...levels].sort((a, b) => a - b);
  const least = sorted.slice(1).reduce((most, x, k) => Math.min(most, x - sorted[k]!), Number.POSITIVE_INFINITY);
  const range = sorted.at(-1)! - sorted[0]!;
  const steps = Math.round(range / least);
  if (steps > MOST_LEVELS) return undefined;
  const isOnGrid = (x: number): boolean => {
    const place = ((x - sorted[0]!) / range) * steps;
    return Math.abs(place - Math.round(place)) < SPOILED;
  };
  return sorted.every(isOnGrid) ? `quantized, ${levels.size} levels ${fourDigits(range / steps)} apart` : undefined;
}

/** A larger kurtosis is described as heavy tails. */
const HEAVY = 3.5;

function looks(entries: Entries, dtype: Dtype): string {
  const { n, mean, squares } = summaryOf(entries, dtype);
  let fourth = 0;
  for (const x of entries) fourth += power(x - mean, 4);
  const kurtosis = (fourth * n) / squares ** 2;
  const figures = `mean ${fourDigits(mean)}, standard deviation ${fourDigits(Math.sqrt(squares / n))}, kurtosis ${fourDigits(kurtosis)}`;
  return `${kurtosis > HEAVY ? "heavy tails, as trained weights have" : "trained, or a table"} (${figures})`;
}
