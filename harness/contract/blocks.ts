/** The positions of a shape's entries: each block as a matrix with (receptive x inputs) rows and outputs columns. */
import { isReceptive, type Letter, type Shape } from "./shape.js";

export interface Block {
  readonly rows: number;
  readonly columns: number;
  /** The flat index of entry (row, column); rows run over the receptive field, then over inputs. */
  at(row: number, column: number): number;
}

/** The blocks of a shape, one for each value of g. */
export function blocksOf(shape: Shape): readonly Block[] {
  requireChannels(shape);
  const named = (name: string): readonly Letter[] => shape.letters.filter((letter) => letter.name === name);
  const row = offsetsAlong([...shape.letters.filter(isReceptive), ...named("i")]);
  const column = offsetsAlong(named("o"));
  const blockStride = named("g")[0]?.stride ?? 0;
  return Array.from({ length: shape.groups }, (_, g) => ({
    rows: shape.receptive * shape.inputs,
    columns: shape.outputs,
    at: (r, c) => g * blockStride + row(r) + column(c),
  }));
}

/** Throws a RangeError of one line for a layout that names neither inputs nor outputs. */
export function requireChannels({ letters, layout }: Shape): void {
  if (letters.some(({ name }) => name === "i" || name === "o")) return;
  throw new RangeError(`layout: must have an i or an o, which this contract needs, got ${layout}`);
}

/** The offset of each place along these letters, the last fastest. A table is made only if it is asked for: it may be long. */
function offsetsAlong(letters: readonly Letter[]): (place: number) => number {
  const [first, ...others] = letters;
  if (first === undefined) return () => 0;
  if (others.length === 0) return (place) => place * first.stride;
  let table: readonly number[] | undefined;
  return (place) => {
    table ??= letters.reduce(grow, [0]);
    return table[place]!;
  };
}

/** Each offset, extended along one more letter. */
function grow(offsets: readonly number[], letter: Letter): number[] {
  return offsets.flatMap((offset) => Array.from({ length: letter.size }, (_, k) => offset + k * letter.stride));
}

/** The first row of the centre of the receptive field; `middle` gives the centre of an axis with k positions. */
export function centreRow(shape: Shape, middle: (size: number) => number): number {
  const centre = shape.letters.filter(isReceptive).reduce((row, { size }) => row * size + middle(size), 0);
  return centre * shape.inputs;
}
