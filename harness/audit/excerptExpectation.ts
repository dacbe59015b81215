/** What a contract expects of an excerpt: the fans are those of the whole tensor, the entries those of the excerpt. */
import { blocksOf } from "../contract/blocks.js";
import type { Expectation } from "../contract/expectation.js";
import { type Shape, shapeOf } from "../contract/shape.js";
import type { Excerpt } from "./excerpt.js";

export function expectationOfExcerpt(whole: Expectation, excerpt: Excerpt): Expectation {
  const { dims, entries, indexOf, isWhole } = excerpt;
  if (isWhole) return whole;
  const { fixed, orthogonal } = whole;
  const vectors = orthonormalPart(whole, excerpt);
  return {
    ...whole,
    shape: vectors ?? { ...whole.shape, dims, size: entries.length },
    ...(fixed === undefined ? {} : { fixed: (k: number) => fixed(indexOf(k)) }),
    ...(orthogonal && vectors ? { orthogonal: { ...orthogonal, matrices: blocksOf(vectors) } } : {}),
  };
}

/** Whether the excerpt can show the dependence that the contract requires. */
export const canShowDependence = (whole: Expectation, excerpt: Excerpt): boolean =>
  excerpt.isWhole || !["orthogonal", "sparse"].includes(whole.joint) || orthonormalPart(whole, excerpt) !== undefined;

/**
 * Some orthonormal vectors of a matrix, each of full length: they are a smaller matrix of the same kind, and Haar if
 * the whole matrix is.
 */
function orthonormalPart(whole: Expectation, excerpt: Excerpt): Shape | undefined {
  const along = vectorsAlong(whole, excerpt);
  if (along === undefined || along.count > along.length) return undefined;
  return shapeOf(excerpt.dims, whole.shape.layout);
}

/** The vectors of a matrix, one for each index of an axis: `count` of them in the whole matrix, each of `length` entries. */
interface WithinVectors {
  readonly axis: number;
  readonly count: number;
  readonly length: number;
}

/** The vectors, if each slab of the excerpt is a vector of one matrix. */
function vectorsAlong({ shape, orthogonal }: Expectation, { dims }: Excerpt): WithinVectors | undefined {
  const { letters, fanIn, inputs, outputs, receptive } = shape;
  if (orthogonal?.matrices.length !== 1 || letters.length !== shape.dims.length || dims.length !== shape.dims.length) {
    return undefined;
  }
  const axis = dims.findIndex((size, k) => size !== shape.dims[k]);
  if (letters[axis]?.name === "o") return { axis, count: outputs, length: fanIn };
  return letters[axis]?.name === "i" && receptive === 1 ? { axis, count: inputs, length: outputs } : undefined;
}

/** The number of power iterations: a random matrix needs fewer to show its largest singular value. */
const STEPS = 8;
const ROUNDING = 1e-3;

/**
 * Whether an excerpt that does not consist of whole orthonormal vectors may be a part of an orthogonal matrix. No part
 * of such a matrix lengthens a vector by more than the gain; a matrix of independent entries does, unless it is small.
 */
export function mayBePartOfOrthogonal(whole: Expectation, excerpt: Excerpt): boolean {
  const along = vectorsAlong(whole, excerpt);
  if (along === undefined) return false;
  const { dims, entries } = excerpt;
  // The axis that was cut is the slowest in storage: the first, or the last in Fortran order.
  const rows = along.axis === 0 ? dims[0]! : entries.length / dims[along.axis]!;
  return !isLongerThan(whole.orthogonal!.gain * (1 + ROUNDING), excerpt, rows);
}

/** The largest factor found for an excerpt, kept because several contracts ask for it; `isLast` says that all steps were done. */
const stretches = new WeakMap<Excerpt, { readonly found: number; readonly isLast: boolean }>();

/**
 * Whether power iteration finds a vector that the matrix lengthens by more than `factor`. Every step finds a larger
 * factor than the step before.
 */
function isLongerThan(factor: number, excerpt: Excerpt, rows: number): boolean {
  const before = stretches.get(excerpt);
  if (before !== undefined && (before.isLast || before.found > factor)) return before.found > factor;
  const { entries } = excerpt;
  const columns = entries.length / rows;
  let [v, found, step] = [Float64Array.from({ length: columns }, (_, c) => 1 + (c % 7)), 0, 0];
  for (; step < STEPS && found <= factor; step++) {
    const length = norm(v);
    const next = new Float64Array(columns);
    let squares = 0;
    for (let r = 0; r < rows; r++) {
      let image = 0;
      for (let c = 0; c < columns; c++) image += entries[r * columns + c]! * v[c]!;
      image /= length;
      squares += image * image;
      for (let c = 0; c < columns; c++) next[c]! += entries[r * columns + c]! * image;
    }
    [v, found] = [next, Math.sqrt(squares)];
  }
  stretches.set(excerpt, { found, isLast: step === STEPS });
  return found > factor;
}

const norm = (v: Float64Array): number => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
