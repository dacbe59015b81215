/**
 * A weight's shape with its meaning: which axes are inputs, outputs, receptive field and independent blocks. Fans are computed
 * here only, from the declared layout, never guessed from the sizes.
 */
import { formatShape, layoutFor, parseLayout } from "./layout.js";

export interface Shape {
  /** Sizes of the tensor's axes, as stored in C order. */
  readonly dims: readonly number[];
  readonly layout: string;
  /** Number of entries. */
  readonly size: number;
  /** Independent blocks (groups, a batch of matrices, packed q/k/v), each with the fans below. */
  readonly groups: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Number of positions in the receptive field. */
  readonly receptive: number;
  /** Inputs times receptive field, or the stated fan; NaN if the layout has neither `i` nor `o`. */
  readonly fanIn: number;
  readonly fanOut: number;
  /** Size and stride of every letter, in layout order, outermost first. */
  readonly letters: readonly Letter[];
}

export interface Letter {
  readonly name: string;
  readonly size: number;
  /** Distance in entries between neighbours along this letter. */
  readonly stride: number;
}

/** Fans that a shape does not show: those of the whole weight for a shard, those of the layer's weight for a bias. */
export interface StatedFans {
  readonly fanIn?: number;
  /** NaN if there is none; a contract that needs it is then refused. */
  readonly fanOut?: number;
}

/**
 * Reads `dims` by `layout`, which may be a comma-separated list from which the number of axes selects. `groups` is the size of a
 * packed `g`; stated fans take precedence over those of the layout. Throws a RangeError of one line if the layout does not fit.
 */
export function shapeOf(dims: readonly number[], layout?: string, groups = 1, stated: StatedFans = {}): Shape {
  const chosen = layoutFor(dims, layout);
  const letters = lettersOf(dims, chosen, groups);
  const sizeOf = (name: string): number =>
    letters.reduce((product, letter) => (letter.name === name ? product * letter.size : product), 1);
  const receptive = letters.filter(isReceptive).reduce((product, letter) => product * letter.size, 1);
  const size = dims.reduce((product, d) => product * d, 1);
  if (!Number.isSafeInteger(size))
    throw new RangeError(`shape: must have fewer than 2^53 entries, got ${formatShape(dims)}`);
  const inputs = sizeOf("i");
  const outputs = sizeOf("o");
  const hasFans = letters.some(({ name }) => name === "i" || name === "o");
  const fan = (channels: number): number => (hasFans ? channels * receptive : Number.NaN);
  return {
    dims,
    layout: chosen,
    size,
    groups: sizeOf("g"),
    inputs,
    outputs,
    receptive,
    fanIn: stated.fanIn ?? fan(inputs),
    fanOut: stated.fanOut ?? fan(outputs),
    letters,
  };
}

export const isReceptive = (letter: Letter): boolean => !"gio".includes(letter.name);

function lettersOf(dims: readonly number[], layout: string, groups: number): readonly Letter[] {
  if (!(Number.isInteger(groups) && groups >= 1))
    throw new RangeError(`groups: must be a positive integer, got ${groups}`);
  const axes = parseLayout(layout);
  const grouped = axes.find((axis) => axis.includes("g"));
  if (groups > 1 && grouped === undefined) {
    throw new RangeError(`groups: the layout must have a g for ${groups} groups, got "${layout}"`);
  }
  const sizes = axes.flatMap((axis, a) => sizesWithin(axis, dims[a]!, groups, layout));
  return sizes.map(([name, size], at) => ({
    name,
    size,
    stride: sizes.slice(at + 1).reduce((product, [, inner]) => product * inner, 1),
  }));
}

/**
 * The letters of one axis with their sizes: only a packed g has a declared size, so only one other letter may be packed with it.
 */
function sizesWithin(axis: readonly string[], size: number, groups: number, layout: string): [string, number][] {
  if (axis.length === 1) {
    if (axis[0] === "g" && groups > 1 && groups !== size) {
      throw new RangeError(`groups: must be the size of axis g, ${size}, got ${groups}`);
    }
    return [[axis[0]!, size]];
  }
  const others = axis.filter((letter) => letter !== "g");
  if (others.length !== 1) throw new RangeError(`layout: only g may be packed with one other letter, got "${layout}"`);
  if (size % groups !== 0) {
    throw new RangeError(`groups: must divide the axis (${axis.join("")}) of size ${size}, got ${groups}`);
  }
  return axis.map((letter) => [letter, letter === "g" ? groups : size / groups]);
}
