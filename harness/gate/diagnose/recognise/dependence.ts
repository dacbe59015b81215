/** Entries that depend on each other, within a tensor or across seeds. */
import type { MatrixView, Sample } from "../../../check/sample.js";
import { momentsOf } from "../moments.js";
import { lawHolds } from "./lawHolds.js";
import { failedAny, type Recogniser } from "./recogniser.js";

export const repeats: Recogniser = (input) =>
  failedAny(input, "repeated_blocks") && input.samples.some(hasEqualLines)
    ? { mistake: "repeated-block", evidence: "rows or columns repeat each other, up to sign" }
    : undefined;

/** Whether some line repeats another. Lines with all entries equal do not count: they are a fault of their own. */
function hasEqualLines({ tensors, matrix: { rows, columns } }: Sample): boolean {
  const repeated = (lines: number, length: number, entry: (line: number, k: number) => number): boolean => {
    const seen = new Set<string>();
    for (let line = 0; line < lines; line++) {
      const values = Array.from({ length }, (_, k) => entry(line, k));
      const sign = values[0]! < 0 ? -1 : 1;
      if (values.every((x) => x === values[0])) continue;
      const key = values.map((x) => sign * x + 0).join();
      if (seen.has(key)) return true;
      seen.add(key);
    }
    return false;
  };
  return tensors.some(
    (w) =>
      repeated(rows, columns, (r, c) => w[r * columns + c]!) || repeated(columns, rows, (c, r) => w[r * columns + c]!),
  );
}

/** Standard errors beyond which a correlation is significant, and the correlation of copies. */
const STRONG = 6;
const COPIES = 0.3;

/** Uses entries standardised by their own mean and spread, so that a wrong law does not look like dependence. */
export const correlated: Recogniser = (input) => {
  const sample = input.samples[0]!;
  if (sample.standardTensors.length === 0) return undefined;
  const { mean, variance } = momentsOf(sample.standard);
  const sd = Math.sqrt(variance);
  const tensors = sample.standardTensors.map((tensor) => tensor.map((y) => (y - mean) / sd));
  const across = correlationOf(tensors.slice(1), tensors.slice(0, -1), 0);
  const copies = sample.reseeded && Math.abs(across.z) > STRONG && Math.abs(across.correlation) > COPIES;
  const near = [1, sample.matrix.columns]
    .map((lag) => correlationOf(tensors, tensors, lag))
    .find(({ z }) => Math.abs(z) > STRONG);
  // If entries are correlated within each tensor, tensors correlate with each other whatever their seeds.
  if (near !== undefined && (!copies || Math.abs(near.correlation) > COPIES)) {
    const evidence = `neighbours have a correlation of ${near.correlation.toPrecision(3)}`;
    return { mistake: "correlated-entries", evidence, alsoFits: copies ? ["seed-reused"] : [] };
  }
  if (!copies) return undefined;
  if (isPlaced(tensors, sample.matrix)) {
    const evidence = "rows or columns have means of their own, the same under every seed";
    return { mistake: "correlated-entries", evidence, alsoFits: ["seed-reused"] };
  }
  const evidence = `tensors of different seeds have a correlation of ${across.correlation.toPrecision(3)}`;
  return { mistake: "seed-reused", evidence };
};

/** The mean of a shorter line depends too much on single entries. */
const SHORTEST = 4;

/** Whether tensors share only the means of their rows and columns: a pattern that depends on the place, not a common seed. */
function isPlaced(tensors: readonly Float64Array[], { rows, columns }: MatrixView): boolean {
  if (Math.min(rows, columns) < SHORTEST) return false;
  const [byRow, byColumn] = [new Float64Array(rows), new Float64Array(columns)];
  for (const tensor of tensors) {
    tensor.forEach((y, k) => {
      byRow[Math.floor(k / columns)]! += y / columns / tensors.length;
      byColumn[k % columns]! += y / rows / tensors.length;
    });
  }
  const rest = tensors.map((tensor) =>
    tensor.map((y, k) => y - byRow[Math.floor(k / columns)]! - byColumn[k % columns]!),
  );
  return Math.abs(correlationOf(rest.slice(1), rest.slice(0, -1), 0).correlation) < COPIES / 3;
}

/** For standardised entries `lag` apart: the mean product, and its z-score. */
function correlationOf(a: readonly Float64Array[], b: readonly Float64Array[], lag: number) {
  let [sum, count] = [0, 0];
  a.forEach((x, t) => {
    const y = b[t]!;
    for (let i = lag; i < x.length; i++) sum += x[i]! * y[i - lag]!;
    count += Math.max(0, x.length - lag);
  });
  return { z: sum / Math.sqrt(count), correlation: sum / count };
}

/** Checks of dependence: what fails if the law of single entries is right and the entries are dependent. */
const DEPENDENCE_CHECKS: readonly string[] = [
  "lag_rows",
  "lag_columns",
  "any_lag",
  "row_means",
  "column_means",
  "row_variances",
  "column_variances",
  "tensor_means",
  "tensor_variances",
  "triples",
  "gram",
  "largest_singular_value",
  "cross_seed",
  "cross_seed_lag",
];

/** Those of DEPENDENCE_CHECKS that also fail if only the scale is wrong. */
const OF_SCALE: readonly string[] = ["tensor_variances", "gram"];

export const dependenceChecksFailed: Recogniser = (input) => {
  const explained = failedAny(input, "variance") ? OF_SCALE : [];
  const failing = input.failed.filter((name) => DEPENDENCE_CHECKS.includes(name) && !explained.includes(name));
  if (failing.length === 0 || !lawHolds(input)) return undefined;
  const across = failing.every((name) => name.startsWith("cross_seed"));
  const evidence = `the law of one entry holds, but ${failing.join(", ")} failed`;
  return across
    ? { mistake: "seed-reused", evidence, alsoFits: ["correlated-entries"] }
    : { mistake: "correlated-entries", evidence };
};
