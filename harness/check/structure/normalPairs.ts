/**
 * Pairs of normals as made by Box and Muller (1958): for independent normals exp(-(x^2 + y^2) / 2) and the angle are uniform and
 * independent. Both are reduced to cells of equal probability, shared by several checks.
 */
import { standardDeviation } from "../../contract/law/index.js";
import type { Prospect } from "../check.js";
import { manyNormals } from "../marginal/applies.js";
import { isCoarse } from "../marginal/uniforms.js";
import type { Entries, Sample } from "../sample.js";

/** A way in which programs place the two normals of a pair. */
export interface Pairing {
  readonly name: string;
  /** For a tensor of this size: pair k is the entries `first(k)` and `first(k) + distance`. */
  readonly distance: (size: number) => number;
  readonly first: (k: number, size: number) => number;
  readonly count: (size: number) => number;
}

export const PAIRINGS: readonly Pairing[] = [
  { name: "neighbours", distance: () => 1, first: (k) => 2 * k, count: (size) => Math.floor(size / 2) },
  {
    name: "neighbours from the second on",
    distance: () => 1,
    first: (k) => 2 * k + 1,
    count: (size) => Math.floor((size - 1) / 2),
  },
  { name: "halves", distance: (size) => Math.ceil(size / 2), first: (k) => k, count: (size) => Math.floor(size / 2) },
  // Blocks of PyTorch: eight radii, then eight partners.
  {
    name: "blocks of 16",
    distance: () => 8,
    first: (k) => 16 * Math.floor(k / 8) + (k % 8),
    count: (size) => 8 * Math.floor(size / 16),
  },
];

/** Bits of a cell: far coarser than float32, in which radius and angle of a pair are accurate to 2^-24. */
export const BITS = 22;
const CELLS = 2 ** BITS;
/** The most pairs of one pairing that are used. */
export const MOST = 2 ** 14;

/**
 * Cells are centred at multiples of their width: the states of a coarser generator, at multiples of theirs or half way between,
 * lie inside a cell, where rounding cannot spread one over two.
 */
const cellAt = (u: number): number => Math.min(CELLS - 1, Math.floor(u * CELLS + 0.5));

export interface PairCells {
  readonly name: string;
  readonly radii: Uint32Array;
  readonly angles: Uint32Array;
}

export const hasPairs =
  (fewest: number) =>
  (prospect: Prospect): boolean => {
    const { expected, dtype } = prospect;
    const isFine = !isCoarse(expected.law, dtype);
    return (
      manyNormals(fewest)(prospect) && expected.joint === "independent" && isFine && 4 * pairsOf(prospect) >= fewest
    );
  };

/** Pairs of each pairing in the tensors of a case. */
export const pairsOf = ({ expected: { shape }, tensors }: Prospect): number =>
  Math.min(MOST, tensors * Math.floor(shape.size / 2));

const computed = new WeakMap<Sample, readonly PairCells[]>();

export function pairCells(sample: Sample): readonly PairCells[] {
  let cells = computed.get(sample);
  if (cells === undefined) {
    cells = PAIRINGS.map((pairing) => cellsOf(pairing, sample)).filter(({ radii }) => radii.length > 0);
    computed.set(sample, cells);
  }
  return cells;
}

function cellsOf({ name, distance, first, count }: Pairing, { tensors, expected: { law } }: Sample): PairCells {
  const size = tensors[0]!.length;
  const each = count(size);
  const all = Math.min(MOST, each * tensors.length);
  const [radii, angles] = [new Uint32Array(all), new Uint32Array(all)];
  const apart = distance(size);
  const sd = standardDeviation(law);
  for (let k = 0, t = 0, within = 0; k < all; k++, within++) {
    if (within === each) [t, within] = [t + 1, 0];
    const at = first(within, size);
    const tensor = tensors[t] as Entries;
    const x = (tensor[at]! - law.mean) / sd;
    const y = (tensor[at + apart]! - law.mean) / sd;
    radii[k] = cellAt(Math.exp(-(x * x + y * y) / 2));
    angles[k] = cellAt(Math.atan2(y, x) / (2 * Math.PI) + 0.5);
  }
  return { name, radii, angles };
}
