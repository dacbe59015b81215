/** Where the entries of a shape lie: each block as a matrix of (receptive x inputs) rows and outputs columns. */
import { isReceptive, type Letter, type Shape } from "./shape.js";

export interface Block {
  readonly rows: number;
  readonly columns: number;
  /** The flat index of entry (row, column); rows run over the receptive field, then over inputs. */
  at(row: number, column: number): number;
  /** From a column to the next, in the flat array. */
  readonly columnStride: number;
}

/** The blocks of a shape, one a value of g. */
export function blocksOf(shape: Shape): readonly Block[] {
  const { rowOffsets, outputStride, blockStride } = strides(shape);
  return Array.from({ length: shape.groups }, (_, g) => ({
    rows: shape.fanIn,
    columns: shape.outputs,
    at: (row, column) => g * blockStride + rowOffsets[row]! + column * outputStride,
    columnStride: outputStride,
  }));
}

function strides(shape: Shape): { rowOffsets: readonly number[]; outputStride: number; blockStride: number } {
  const strideOf = (name: string): number => shape.letters.find((letter) => letter.name === name)?.stride ?? 0;
  const field = shape.letters.filter(isReceptive).reduce(grow, [0]);
  const input = { name: "i", size: shape.inputs, stride: strideOf("i") };
  return { rowOffsets: grow(field, input), outputStride: strideOf("o"), blockStride: strideOf("g") };
}

/** Every offset followed by its neighbours along one more letter. */
function grow(offsets: readonly number[], letter: Letter): number[] {
  return offsets.flatMap((offset) => Array.from({ length: letter.size }, (_, k) => offset + k * letter.stride));
}

/** The first row of the centre of the receptive field; `middle` says where the centre of an axis of k positions is. */
export function centreRow(shape: Shape, middle: (size: number) => number): number {
  const centre = shape.letters.filter(isReceptive).reduce((row, { size }) => row * size + middle(size), 0);
  return centre * shape.inputs;
}
