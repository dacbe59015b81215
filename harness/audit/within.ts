/** What a contract says of an excerpt: the fans of the whole, the entries of the part. */
import { blocksOf } from "../contract/blocks.js";
import type { Expectation } from "../contract/expectation.js";
import { type Shape, shapeOf } from "../contract/shape.js";
import type { Excerpt } from "./excerpt.js";

export function within(whole: Expectation, excerpt: Excerpt): Expectation {
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

/** Whether the excerpt shows what the contract says of entries together. */
export const shows = (whole: Expectation, excerpt: Excerpt): boolean =>
  excerpt.isWhole || !["orthogonal", "sparse"].includes(whole.joint) || orthonormalPart(whole, excerpt) !== undefined;

/** Some of a matrix's orthonormal vectors, each of them whole: a smaller matrix of the same kind, and Haar if it is. */
function orthonormalPart(whole: Expectation, excerpt: Excerpt): Shape | undefined {
  const along = vectorsAlong(whole, excerpt);
  if (along === undefined || along.count > along.length) return undefined;
  return shapeOf(excerpt.dims, whole.shape.layout);
}

/** Vectors of a matrix, one a place of an axis: how many the whole has, and their length. */
interface WithinVectors {
  readonly axis: number;
  readonly count: number;
  readonly length: number;
}

/** Where the slabs of the excerpt are vectors of one matrix. */
function vectorsAlong({ shape, orthogonal }: Expectation, { dims }: Excerpt): WithinVectors | undefined {
  const { letters, fanIn, inputs, outputs, receptive } = shape;
  if (orthogonal?.matrices.length !== 1 || letters.length !== shape.dims.length || dims.length !== shape.dims.length) {
    return undefined;
  }
  const axis = dims.findIndex((size, k) => size !== shape.dims[k]);
  if (letters[axis]?.name === "o") return { axis, count: outputs, length: fanIn };
  return letters[axis]?.name === "i" && receptive === 1 ? { axis, count: inputs, length: outputs } : undefined;
}

/** Products with the part, more than a random matrix needs to show its length. */
const STEPS = 8;
const ROUNDING = 1e-3;

/**
 * Whether the excerpt may be a part of the whole's orthogonal matrix, though not of its short side: no part of one
 * lengthens any vector, which one of independent entries does, unless the part is small.
 */
export function mayBePart(whole: Expectation, excerpt: Excerpt): boolean {
  const along = vectorsAlong(whole, excerpt);
  if (along === undefined) return false;
  const { dims, entries } = excerpt;
  // The axis that was cut is the one stored slowest: the first, or in Fortran order the last.
  const rows = along.axis === 0 ? dims[0]! : entries.length / dims[along.axis]!;
  const factor = stretches.get(excerpt) ?? stretched(entries, rows);
  stretches.set(excerpt, factor);
  return factor <= whole.orthogonal!.gain * (1 + ROUNDING);
}

/** The same for every contract. */
const stretches = new WeakMap<Excerpt, number>();

/** A lower bound of the largest singular value, by power iteration. */
function stretched(entries: ArrayLike<number>, rows: number): number {
  const columns = entries.length / rows;
  let v = Float64Array.from({ length: columns }, (_, c) => 1 + (c % 7));
  let factor = 0;
  for (let step = 0; step < STEPS; step++) {
    const length = Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
    const image = new Float64Array(rows);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) image[r]! += (entries[r * columns + c]! * v[c]!) / length;
    factor = Math.sqrt(image.reduce((sum, x) => sum + x * x, 0));
    v = new Float64Array(columns);
    for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) v[c]! += entries[r * columns + c]! * image[r]!;
  }
  return factor;
}
