/** Tensors that are meant to be equal, entry by entry, in the same file or not. */

import type { Entries } from "../check/sample.js";
import { formatShape } from "../contract/layout.js";
import type { Weights } from "../weights/weights.js";
import { fromStored, type Readable } from "./excerpt.js";

/** A tensor and the file that holds it. */
export interface Stored {
  readonly file: string;
  readonly weights: Weights;
  readonly entry: Readable;
}

/** The first difference, in words; undefined if all entries are equal. Throws an Error of one line if a file cannot be read. */
export async function difference(one: Stored, other: Stored): Promise<string | undefined> {
  const shapes = [one, other].map(({ entry }) => formatShape(entry.shape));
  if (shapes[0] !== shapes[1]) return `its shape is ${shapes[1]}, that of ${one.entry.name} ${shapes[0]}`;
  const found =
    one.entry.fortran === other.entry.fortran
      ? await differenceAsStored(one, other)
      : await differenceInMemory(one, other);
  if (found === undefined) return undefined;
  return `entry ${found.at} is ${found.own}, that of ${one.entry.name} ${found.meant}`;
}

interface Different {
  readonly at: number;
  readonly own: number;
  readonly meant: number;
}

/** Reads both files piece by piece; their pieces may end at different entries. */
async function differenceAsStored(one: Stored, other: Stored): Promise<Different | undefined> {
  const [left, right] = [one, other].map(({ weights, entry }) => weights.pieces(entry.name)) as [Pieces, Pieces];
  try {
    let [a, b]: [Entries, Entries] = [EMPTY, EMPTY];
    for (let at = 0; ; ) {
      if (a.length === 0) a = (await left.next()).value ?? EMPTY;
      if (b.length === 0) b = (await right.next()).value ?? EMPTY;
      const length = Math.min(a.length, b.length);
      if (length === 0) return undefined;
      const k = firstDifferent(a, b, length);
      if (k !== undefined) return { at: placeOf(at + k, other.entry), own: b[k]!, meant: a[k]! };
      [a, b] = [a.subarray(length), b.subarray(length)];
      at += length;
    }
  } finally {
    await Promise.all([left.return(undefined), right.return(undefined)]);
  }
}

type Pieces = AsyncGenerator<Entries>;
const EMPTY = new Float32Array();

const placeOf = (at: number, { fortran, shape }: Readable): number => (fortran ? fromStored(at, shape) : at);

/** Largest size of tensors in different storage orders: these are compared in memory. */
const MOST_IN_MEMORY = 2 ** 27;

async function differenceInMemory(one: Stored, other: Stored): Promise<Different | undefined> {
  const size = one.entry.shape.reduce((product, d) => product * d, 1);
  if (size > MOST_IN_MEMORY) {
    throw new Error(`tied: tensors in C and Fortran order must have at most ${MOST_IN_MEMORY} entries, got ${size}`);
  }
  const [a, b] = await Promise.all(
    [one, other].map(async ({ weights, entry }) => (await weights.load(entry.name)).data),
  );
  const at = firstDifferent(a!, b!, a!.length);
  return at === undefined ? undefined : { at, own: b![at]!, meant: a![at]! };
}

function firstDifferent(a: Entries, b: Entries, length: number): number | undefined {
  // NaN equals no value, not even NaN.
  for (let k = 0; k < length; k++) if (a[k] !== b[k]) return k;
  return undefined;
}
