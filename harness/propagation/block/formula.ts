/**
 * Architectures whose layer is a formula over sheets. A sheet has rows and units; a row is an input, or a part of one
 * input, such as a token.
 */

export type SheetRows = readonly Float64Array[];

/** A value in a formula. A computation with derivatives has another type of sheet than one without. */
export interface Sheet {
  readonly rows: SheetRows;
}

/** The operations of which a formula is composed. Each knows its derivative, so that gradients need no formula of their own. */
export interface SheetOps {
  /** The product of every row with the layer's matrix k, plus its biases. A matrix is used once a layer. */
  weigh(k: number, x: Sheet): Sheet;
  /** The activation of the network. */
  phi(x: Sheet): Sheet;
  sigmoid(x: Sheet): Sheet;
  add(a: Sheet, b: Sheet): Sheet;
  times(a: Sheet, b: Sheet): Sheet;
  /** factor x + shift. */
  affine(x: Sheet, factor: number, shift: number): Sheet;
  /** Every row without its mean over units ("layer"), divided by its root mean square. */
  norm(over: "layer" | "rms", x: Sheet): Sheet;
  /** Every unit without its mean over the rows, divided by its standard deviation there. */
  batchNorm(x: Sheet): Sheet;
  /** Entries are 0 with probability `rate`, the others divided by 1 - rate. */
  dropout(x: Sheet, rate: number): Sheet;
  /** Rows are the pixels of a square image: for every `stride`-th of them the square of `kernel` pixels around it, as one long row. */
  patches(
    x: Sheet,
    options: { readonly kernel: number; readonly stride: number; readonly padding: "zero" | "circular" },
  ): Sheet;
  /** Means over squares of 2 x 2 pixels. */
  pool(x: Sheet): Sheet;
  /** softmax(q k^T / sqrt(units a head)) v, head by head; causal: a row attends only to itself and to the rows before it. */
  attend(q: Sheet, k: Sheet, v: Sheet, options: { readonly heads: number; readonly isCausal: boolean }): Sheet;
  /**
   * A sheet of standard normal numbers with the sizes of `like`, drawn anew at every layer: the input of a recurrent
   * network at a step of time.
   */
  input(like: Sheet): Sheet;
}

export interface FormulaBlock {
  readonly name: string;
  /**
   * The rows of a sheet. Mean squares are taken over the units of the first row if rows are independent inputs, and
   * over all rows if they are parts of one input.
   */
  readonly rows: { readonly count: number; readonly are: "inputs" | "parts" };
  /** Shapes of a layer's matrices, inputs x outputs, or of its kernels in layout hwio. */
  readonly matrices: (width: number) => readonly (readonly number[])[];
  /** Whether all layers have the same matrices, as in a recurrent network, whose layers are steps of time. */
  readonly isTied: boolean;
  /** Whether branches are added to z by a skip connection that leaves z as it is. */
  readonly isStream: boolean;
  /** The number of sheets that a layer passes to the next. The first is z; the others are 0 at the input. */
  readonly sheets: number;
  /** The next state. Layers count from 1; z^0 is the input. */
  readonly layer: (
    ops: SheetOps,
    state: readonly Sheet[],
    at: { readonly layer: number; readonly depth: number },
  ) => readonly Sheet[];
}

/** A formula with independent inputs, matrices of its own for each layer and one sheet, unless these are given. */
export const formulaBlock = (
  block: Pick<FormulaBlock, "name" | "matrices"> &
    Partial<FormulaBlock> & {
      readonly of: (ops: SheetOps, z: Sheet, at: { readonly layer: number; readonly depth: number }) => Sheet;
    },
): FormulaBlock => {
  const { of, ...rest } = block;
  return {
    rows: { count: 2, are: "inputs" },
    isTied: false,
    isStream: false,
    sheets: 1,
    layer: (ops, [z], at) => [of(ops, z!, at)],
    ...rest,
  };
};

export const square =
  (count: number) =>
  (width: number): readonly (readonly number[])[] =>
    new Array<readonly number[]>(count).fill([width, width]);

/** phi(z) in a hidden layer; in the first layer the input, unchanged. */
export const activated = (ops: SheetOps, z: Sheet, layer: number): Sheet => (layer === 1 ? z : ops.phi(z));
