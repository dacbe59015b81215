/** The tensors of one stage of a case, with the views that checks share, each computed once and only if needed. */
import type { Expectation } from "../contract/expectation.js";
import { standardDeviation } from "../contract/law/index.js";
import type { Dtype } from "../weights/dtype.js";
import type { Entries } from "./statistic/entries.js";
import { type Moments, momentsOf } from "./statistic/moments.js";
import { joined, sorted as sort } from "./statistic/sorted.js";

export type { Entries } from "./statistic/entries.js";

/** A tensor as a matrix in storage order, split where it is most nearly square: for checks of independence. */
export interface MatrixView {
  readonly rows: number;
  readonly columns: number;
}

/** The tensors that were drawn, or found in a file. */
export interface Drawn {
  readonly expected: Expectation;
  readonly dtype: Dtype;
  /** The tensors as stored, in C order: independent draws with different seeds. */
  readonly tensors: readonly Entries[];
  /** The first tensor drawn again with the same seed; absent if it cannot be redrawn. */
  readonly again?: Entries;
  /** Two tensors drawn with seed 0, which a program may take for a missing seed. */
  readonly atZero?: readonly [Entries, Entries];
  /** Tensors whose seeds differ in the lowest or the highest bit from the first tensor's, then from the second's, and so on. */
  readonly neighbours?: readonly Entries[];
  /** False for weights at rest, whose tensors share one unknown seed; absent means true. */
  readonly reseeded?: boolean;
}

/** What checks read: the draws, and values computed from them that several checks need. */
export interface Sample extends Drawn {
  readonly reseeded: boolean;
  /** Random entries (the non-zero ones, if sparse) of each tensor; short parts are joined. */
  readonly random: readonly Entries[];
  /** The number of random entries. */
  readonly n: number;
  /** Power sums about the law's mean. */
  readonly moments: Moments;
  /** Ascending, NaN last. */
  readonly sorted: Entries;
  /** All random entries, one after the other. */
  readonly values: Float64Array;
  /** (x - mean) / sd of `values`, under the expected law. */
  readonly standard: Float64Array;
  /** `standard` of each tensor, in storage order; empty if tensors have fixed entries. */
  readonly standardTensors: readonly Float64Array[];
  readonly matrix: MatrixView;
}

export function sampleOf(drawn: Drawn): Sample {
  const { expected, tensors } = drawn;
  const { law } = expected;
  const sd = standardDeviation(law);
  const standardize = (x: number): number => (x - law.mean) / sd;
  const random = once(() => randomParts(expected, tensors));
  const moments = once(() => momentsOf(random(), law.mean));
  const sorted = once(() => sort(random()));
  const values = once(() => randomEntries(expected, tensors));
  const standard = once(() => values().map(standardize));
  const standardTensors = once(() => splitTensors(expected, tensors, standard()));
  return {
    ...drawn,
    reseeded: drawn.reseeded ?? true,
    matrix: squarest(expected.shape.dims),
    get random() {
      return random();
    },
    get n() {
      return count(random());
    },
    get moments() {
      return moments();
    },
    get values() {
      return values();
    },
    get sorted() {
      return sorted();
    },
    get standard() {
      return standard();
    },
    get standardTensors() {
      return standardTensors();
    },
  };
}

/** The random entries of the tensors: their number must not depend on the draw, unless zeros are placed at random. */
export function randomEntries(expected: Expectation, tensors: readonly Entries[]): Float64Array {
  const parts = randomOf(expected, tensors);
  return joined(parts, new Float64Array(count(parts)));
}

function randomOf({ fixed, joint }: Expectation, tensors: readonly Entries[]): readonly Entries[] {
  if (joint !== "sparse" && fixed === undefined) return tensors;
  const random = (x: number, index: number): boolean => (joint === "sparse" ? x !== 0 : fixed?.(index) === undefined);
  return tensors.map((tensor) => (tensor as Float64Array).filter(random));
}

/** Shorter parts are joined: each part costs as much as some hundred entries. */
const SHORT = 4096;

function randomParts(expected: Expectation, tensors: readonly Entries[]): readonly Entries[] {
  const parts = randomOf(expected, tensors);
  if (parts.length === 1 || parts.some(({ length }) => length >= SHORT)) return parts;
  const wide = parts.some((part) => part instanceof Float64Array);
  return [joined(parts, wide ? new Float64Array(count(parts)) : new Float32Array(count(parts)))];
}

const count = (parts: readonly Entries[]): number => parts.reduce((n, { length }) => n + length, 0);

function splitTensors({ fixed, joint }: Expectation, tensors: readonly Entries[], all: Float64Array): Float64Array[] {
  if (fixed !== undefined || joint === "sparse") return [];
  let at = 0;
  return tensors.map(({ length }) => {
    at += length;
    return all.subarray(at - length, at);
  });
}

/** The split of the axes into rows and columns whose short side is longest. */
export function squarest(dims: readonly number[]): MatrixView {
  const size = dims.reduce((product, d) => product * d, 1);
  let best = { rows: 1, columns: size };
  let rows = 1;
  for (const d of dims) {
    rows *= d;
    const columns = rows === 0 ? 0 : size / rows;
    if (Math.min(rows, columns) > Math.min(best.rows, best.columns)) best = { rows, columns };
  }
  return best;
}

function once<T>(compute: () => T): () => T {
  let held: { readonly value: T } | undefined;
  return () => {
    held ??= { value: compute() };
    return held.value;
  };
}
