/** Faults that are not in the law of one entry: each is told by a look at the data, the plainest first. */
import type { Block } from "../blocks.js";
import { type Dtype, roundTo } from "../format/dtype.js";
import type { Entries } from "../sample.js";
import type { DiagnoseInput } from "./input.js";
import type { Mistake } from "./mistakes.js";
import { momentsOf } from "./moments.js";

export interface Recognised {
  readonly mistake: Mistake;
  readonly evidence: string;
  readonly alsoFits?: readonly Mistake[];
}

type Recogniser = (input: DiagnoseInput) => Recognised | undefined;

const tensorsOf = ({ samples }: DiagnoseInput): readonly Entries[] => samples.flatMap(({ tensors }) => tensors);
const valuesOf = ({ samples }: DiagnoseInput): Float64Array => samples[0]!.values;
const failedAny = ({ failed }: DiagnoseInput, ...names: readonly string[]): boolean =>
  names.some((name) => failed.includes(name));

const allZero: Recogniser = (input) =>
  tensorsOf(input).every((tensor) => tensor.every((x) => x === 0))
    ? { mistake: "all-zero", evidence: "every entry is 0" }
    : undefined;

const constant: Recogniser = (input) => {
  const [first] = tensorsOf(input).map((tensor) => tensor[0]);
  if (input.expected.shape.size < 2) return undefined;
  return tensorsOf(input).every((tensor) => tensor.every((x) => x === first))
    ? { mistake: "constant", evidence: `every entry is ${first}` }
    : undefined;
};

const notFinite: Recogniser = (input) => {
  if (!failedAny(input, "finite")) return undefined;
  let bad = 0;
  for (const tensor of tensorsOf(input)) for (const x of tensor) if (!Number.isFinite(x)) bad++;
  return { mistake: "outliers", evidence: `${bad} entries are not finite` };
};

const seeds: Recogniser = (input) => {
  const { tensors } = input.samples[0]!;
  const distinct = new Set(
    tensors.map((tensor) => Buffer.from(tensor.buffer, tensor.byteOffset, tensor.byteLength).toString("latin1")),
  ).size;
  if (failedAny(input, "reproducible"))
    return { mistake: "seed-ignored", evidence: "the same seed gave other values the second time" };
  if (!failedAny(input, "seed_matters")) return undefined;
  if (distinct === 1)
    return {
      mistake: "seed-ignored",
      evidence: `${tensors.length} seeds gave one and the same tensor`,
      alsoFits: ["seed-reused"],
    };
  return { mistake: "seed-reused", evidence: `${tensors.length} seeds gave ${distinct} different tensors` };
};

const repeats: Recogniser = (input) =>
  failedAny(input, "repeated_blocks")
    ? { mistake: "repeated-block", evidence: "rows or columns repeat each other, up to sign" }
    : undefined;

const GRIDS: readonly Dtype[] = ["bfloat16", "float16"];

const coarse: Recogniser = (input) => {
  const { dtype } = input.samples[0]!;
  if (!failedAny(input, "duplicates") || dtype === "float16" || dtype === "bfloat16") return undefined;
  const values = valuesOf(input);
  const distinct = new Set(values).size;
  const grid = GRIDS.find((candidate) => values.every((x) => roundTo(candidate, x) === x));
  if (grid !== undefined)
    return {
      mistake: "low-precision",
      evidence: `every value is a ${grid}: ${distinct} different ones of ${values.length}`,
    };
  const most = mostFrequent(values);
  if (most.count > values.length / 1000) return undefined;
  return { mistake: "few-states", evidence: `${distinct} different values of ${values.length}` };
};

/** The commonest value, and how often it comes. */
function mostFrequent(values: Float64Array): { readonly value: number; readonly count: number } {
  const counts = new Map<number, number>();
  let best = { value: Number.NaN, count: 0 };
  for (const x of values) {
    const count = (counts.get(x) ?? 0) + 1;
    counts.set(x, count);
    if (count > best.count) best = { value: x, count };
  }
  return best;
}

/** Values piled up on both ends: moved there instead of drawn again. */
const clipped: Recogniser = (input) => {
  if (input.expected.joint !== "independent") return undefined;
  const values = valuesOf(input);
  const [least, most] = values.reduce(([a, b], x) => [Math.min(a, x), Math.max(b, x)] as const, [
    values[0]!,
    values[0]!,
  ] as const);
  const atEnds = values.reduce((n, x) => n + (x === least || x === most ? 1 : 0), 0);
  if (atEnds < Math.max(8, values.length / 1000)) return undefined;
  return {
    mistake: "clipped-not-truncated",
    evidence: `${atEnds} of ${values.length} values lie exactly on ${least} or ${most}`,
  };
};

const orthogonal: Recogniser = (input) => {
  const { orthogonal: claim } = input.expected;
  if (claim === undefined) return undefined;
  if (!failedAny(input, "orthogonality"))
    return { mistake: "not-haar", evidence: "orthogonal, but some directions are likelier than others" };
  const length = commonLength(tensorsOf(input)[0]!, claim.matrices);
  if (length === undefined)
    return { mistake: "not-orthogonal", evidence: "the short side's vectors are not orthogonal, or not of one length" };
  const factor = length / claim.gain;
  const evidence = `orthogonal, but of length ${length.toPrecision(4)} where the contract has ${claim.gain}`;
  if (Math.abs(length - 1) < 1e-3) return { mistake: "missing-gain", evidence, alsoFits: ["wrong-scale"] };
  return {
    mistake: factor > 1 ? "extra-gain" : "wrong-scale",
    evidence,
    alsoFits: [factor > 1 ? "wrong-scale" : "missing-gain"],
  };
};

/** The length of all the short side's vectors, if they are orthogonal and have one. */
function commonLength(tensor: Entries, matrices: readonly Block[]): number | undefined {
  const lengths: number[] = [];
  for (const { rows, columns, at } of matrices) {
    const upright = rows >= columns;
    const [long, short] = upright ? [rows, columns] : [columns, rows];
    const entry = (l: number, s: number): number => tensor[upright ? at(l, s) : at(s, l)]!;
    const dot = (a: number, b: number): number =>
      Array.from({ length: long }, (_, l) => entry(l, a) * entry(l, b)).reduce((x, y) => x + y, 0);
    for (let s = 0; s < Math.min(short, 16); s++) {
      lengths.push(Math.sqrt(dot(s, s)));
      if (s > 0 && Math.abs(dot(s, s - 1)) > 1e-3 * lengths.at(-1)! ** 2) return undefined;
    }
  }
  const [first] = lengths;
  return lengths.every((length) => Math.abs(length / first! - 1) < 1e-3) ? first : undefined;
}

/** Dependence, measured on entries standardised by their own mean and spread, so that a wrong law does not look like it. */
const STRONG = 6;

const dependent: Recogniser = (input) => {
  const sample = input.samples[0]!;
  if (sample.standardTensors.length === 0) return undefined;
  const { mean, variance } = momentsOf(sample.standard);
  const sd = Math.sqrt(variance);
  const tensors = sample.standardTensors.map((tensor) => tensor.map((y) => (y - mean) / sd));
  const across = products(tensors.slice(1), tensors.slice(0, -1), 0);
  if (sample.reseeded && Math.abs(across.z) > STRONG && Math.abs(across.correlation) > 0.3) {
    return {
      mistake: "seed-reused",
      evidence: `tensors of different seeds have a correlation of ${across.correlation.toPrecision(3)}`,
    };
  }
  const near = [1, sample.matrix.columns]
    .map((lag) => products(tensors, tensors, lag))
    .find(({ z }) => Math.abs(z) > STRONG);
  if (near !== undefined)
    return {
      mistake: "correlated-entries",
      evidence: `neighbours have a correlation of ${near.correlation.toPrecision(3)}`,
    };
  return undefined;
};

function products(
  a: readonly Float64Array[],
  b: readonly Float64Array[],
  lag: number,
): { z: number; correlation: number } {
  let [sum, count] = [0, 0];
  a.forEach((x, t) => {
    const y = b[t]!;
    for (let i = lag; i < x.length; i++) sum += x[i]! * y[i - lag]!;
    count += Math.max(0, x.length - lag);
  });
  return { z: sum / Math.sqrt(count), correlation: sum / count };
}

/** A share of entries that the law makes impossible, the rest of them right. */
const OUTLIER_SHARE = 0.01;
const IMPOSSIBLE = 6.5;

export const outliers: Recogniser = (input) => {
  const { law } = input.expected;
  const values = valuesOf(input);
  const sd = Math.sqrt(law.variance);
  const [low, high] = law.support;
  const slack = 1e-5 * sd;
  const impossible = values.filter(
    (x) => x < low - slack || x > high + slack || Math.abs(x - law.mean) > IMPOSSIBLE * sd,
  );
  if (impossible.length === 0 || impossible.length > OUTLIER_SHARE * values.length) return undefined;
  const rest = momentsOf(
    values.filter((x) => Math.abs(x - law.mean) <= IMPOSSIBLE * sd && x >= low - slack && x <= high + slack),
  );
  if (Math.abs(rest.variance / law.variance - 1) > 0.1) return undefined;
  return {
    mistake: "outliers",
    evidence: `${impossible.length} of ${values.length} values are impossible, such as ${impossible[0]}`,
  };
};

/** Checks of how entries hang together: what is left when the law of one entry is right. */
const HANGING = [
  "lag_rows",
  "lag_columns",
  "any_lag",
  "row_means",
  "column_means",
  "row_variances",
  "column_variances",
  "gram",
  "largest_singular_value",
  "cross_seed",
  "cross_seed_lag",
];

export const hanging: Recogniser = (input) => {
  const failing = input.failed.filter((name) => HANGING.includes(name));
  if (failing.length === 0) return undefined;
  const across = failing.every((name) => name.startsWith("cross_seed"));
  const evidence = `the law of one entry holds, but ${failing.join(", ")} failed`;
  return across
    ? { mistake: "seed-reused", evidence, alsoFits: ["correlated-entries"] }
    : { mistake: "correlated-entries", evidence };
};

/** In the order in which one explains away the next. */
const RECOGNISERS: readonly Recogniser[] = [
  allZero,
  constant,
  notFinite,
  seeds,
  orthogonal,
  repeats,
  coarse,
  clipped,
  dependent,
];

export function recognise(input: DiagnoseInput): Recognised | undefined {
  for (const recogniser of RECOGNISERS) {
    const found = recogniser(input);
    if (found !== undefined) return found;
  }
  return undefined;
}
