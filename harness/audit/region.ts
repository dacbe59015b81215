/** The part of a tensor that a claim covers: places along its first or its last axis. */
import { formatShape } from "../contract/layout.js";

/** Indices `from` to `to - 1` of an axis. */
export type Range = readonly [from: number, to: number];

/** The keys of a contract file that select a part: `rows`, `columns`, or `part` of `split`. */
export interface Part {
  readonly rows?: string;
  readonly columns?: string;
  readonly split?: number;
  readonly part?: number;
}

export interface Region {
  readonly axis: number;
  /** Ascending and disjoint. */
  readonly ranges: readonly Range[];
  /** The name in messages: "part 2 of 4", "rows 128:256". */
  readonly label: string;
  /** A part of `split` is a block with fans of its own; rows and columns have the fans of the whole weight. */
  readonly isBlock: boolean;
}

export const isWhole = ({ rows, columns, split }: Part): boolean =>
  rows === undefined && columns === undefined && split === undefined;

/** The region of the part in a tensor of this shape. Throws a RangeError of one line if the part is empty. */
export function regionOf({ rows, columns, split, part }: Part, dims: readonly number[]): Region {
  if (split !== undefined) return blockOf(split, part!, dims);
  if (rows !== undefined) return sliceOf("rows", rows, 0, dims);
  return sliceOf("columns", columns!, dims.length - 1, dims);
}

function blockOf(split: number, part: number, dims: readonly number[]): Region {
  const size = dims[0]! / split;
  if (!Number.isInteger(size)) {
    throw new RangeError(`split: must divide the first axis of ${formatShape(dims)}, got ${split}`);
  }
  return { axis: 0, ranges: [[(part - 1) * size, part * size]], label: `part ${part} of ${split}`, isBlock: true };
}

function sliceOf(word: "rows" | "columns", text: string, axis: number, dims: readonly number[]): Region {
  const size = dims[axis]!;
  const ranges = joined(slicePlaces(text, size));
  if (ranges.length === 0) {
    throw new RangeError(
      `${word}: must take something of the ${size} there are, got "${text}" of ${formatShape(dims)}`,
    );
  }
  return { axis, ranges, label: `${word} ${text}`, isBlock: false };
}

const SLICE = /^(-?\d+)?(?:(:)(-?\d+)?(?::(\d+))?)?$/;

export const isSlice = (text: string): boolean => text !== "" && SLICE.test(text) && !text.endsWith(":0");

/** As Python reads `axis[text]`: negative indices count from the end, and slices stop at the end of the axis. */
function slicePlaces(text: string, size: number): readonly Range[] {
  const [, first, colon, last, step = "1"] = SLICE.exec(text)!;
  const place = (digits: string): number => (Number(digits) < 0 ? size + Number(digits) : Number(digits));
  if (colon === undefined) {
    const at = place(first!);
    return at >= 0 && at < size ? [[at, at + 1]] : [];
  }
  const within = (at: number): number => Math.min(size, Math.max(0, at));
  const [from, to] = [first === undefined ? 0 : within(place(first)), last === undefined ? size : within(place(last))];
  if (step === "1") return from < to ? [[from, to]] : [];
  const places: Range[] = [];
  for (let at = from; at < to; at += Number(step)) places.push([at, at + 1]);
  return places;
}

function joined(ranges: readonly Range[]): readonly Range[] {
  const all: Range[] = [];
  for (const [from, to] of ranges) {
    const before = all.at(-1);
    if (before !== undefined && before[1] === from) all[all.length - 1] = [before[0], to];
    else all.push([from, to]);
  }
  return all;
}

/**
 * The region that none of these regions covers, if any. Throws a RangeError of one line for regions that overlap or lie
 * on different axes.
 */
export function restOf(regions: readonly Region[], dims: readonly number[], name: string): Region | undefined {
  const [first] = regions;
  const crossing = regions.find(({ axis }) => axis !== first!.axis);
  if (crossing !== undefined)
    throw new RangeError(`${name}: parts must not overlap, got ${first!.label} and ${crossing.label}`);
  const { axis } = first!;
  const taken = regions
    .flatMap(({ ranges, label }) => ranges.map((range) => ({ range, label })))
    .sort((a, b) => a.range[0] - b.range[0]);
  const free: Range[] = [];
  let end = 0;
  for (const [at, { range, label }] of taken.entries()) {
    if (range[0] < end) {
      throw new RangeError(`${name}: parts must not overlap, got ${taken[at - 1]!.label} and ${label}`);
    }
    if (range[0] > end) free.push([end, range[0]]);
    end = range[1];
  }
  if (end < dims[axis]!) free.push([end, dims[axis]!]);
  if (free.length === 0) return undefined;
  const words = free.length > 3 ? "the rest" : free.map(([from, to]) => `${from}:${to}`).join(", ");
  return { axis, ranges: free, label: `${axis === 0 ? "rows" : "columns"} ${words}`, isBlock: false };
}
