/** Architectures whose layer is a formula over sheets: rows, which are inputs or the parts of one input, by units. */

export type SheetRows = readonly Float64Array[];

/** A value of a formula; each way of computing formulas has a type of its own. */
export interface Sheet {
  readonly rows: SheetRows;
}

/** What a formula is written in. Each has a derivative, so that the way back needs no formula of its own. */
export interface SheetOps {
  /** The product of every row with the layer's matrix k, plus its biases. A matrix is used once a layer. */
  weigh(k: number, x: Sheet): Sheet;
  /** The activation asked for. */
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
  /** softmax(q k^T / sqrt(units a head)) v, head by head; causal: a row sees none behind itself. */
  attend(q: Sheet, k: Sheet, v: Sheet, options: { readonly heads: number; readonly isCausal: boolean }): Sheet;
  /** As many standard normal numbers as `like` has, fresh at every layer: what comes in at a step of time. */
  input(like: Sheet): Sheet;
}

export interface FormulaBlock {
  readonly name: string;
  /** Rows of a sheet. Means over units are of the first of independent inputs, and over all parts of one. */
  readonly rows: { readonly count: number; readonly are: "inputs" | "parts" };
  /** Shapes of a layer's matrices, inputs x outputs, or of its kernels in layout hwio. */
  readonly matrices: (width: number) => readonly (readonly number[])[];
  /** Whether all layers have the same matrices: time plays depth. */
  readonly isTied: boolean;
  /** Whether branches are added to z, which goes through as it is. */
  readonly isStream: boolean;
  /** Sheets that go from layer to layer, of which the first is z; those beside it begin at 0. */
  readonly sheets: number;
  /** The next state. Layers count from 1; z^0 is the input. */
  readonly layer: (
    ops: SheetOps,
    state: readonly Sheet[],
    at: { readonly layer: number; readonly depth: number },
  ) => readonly Sheet[];
}

/** Independent inputs, layers of their own, one sheet: unless said otherwise. */
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

/** phi(z) of a hidden layer; the input of the first one as it is. */
export const activated = (ops: SheetOps, z: Sheet, layer: number): Sheet => (layer === 1 ? z : ops.phi(z));
