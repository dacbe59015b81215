import { activated, type FormulaBlock, formulaBlock, type Sheet, type SheetOps } from "./formula.js";

/** Pixels along a side of the image, and of the smallest image, at which striding and pooling end. */
const [SIZE, SMALLEST] = [8, 4];
const KERNEL = 3;

const isLarge = (z: Sheet): boolean => z.rows.length > SMALLEST ** 2;

const convolutional = (
  name: string,
  padding: "zero" | "circular",
  { stride = 1, after = (_: SheetOps, z: Sheet): Sheet => z } = {},
): FormulaBlock =>
  formulaBlock({
    name,
    rows: { count: SIZE * SIZE, are: "parts" },
    matrices: (width) => [[KERNEL, KERNEL, width, width]],
    of: (ops, z, { layer }) => {
      const steps = { kernel: KERNEL, stride: isLarge(z) ? stride : 1, padding };
      return after(ops, ops.weigh(0, ops.patches(activated(ops, z, layer), steps)));
    },
  });

/** 3 x 3 convolutions of an image of 8 x 8 pixels, zeros beyond its border. */
export const conv = convolutional("conv", "zero");

/** The image continues on its opposite side (circular padding), as the theory assumes (Xiao et al. 2018). */
export const convCircular = convolutional("conv_circular", "circular");

/** Every second pixel of either side, until 4 x 4 are left. */
export const convStride = convolutional("conv_stride", "zero", { stride: 2 });

/** Means over squares of 2 x 2 pixels, until 4 x 4 are left. */
export const convPool = convolutional("conv_pool", "zero", { after: (ops, z) => (isLarge(z) ? ops.pool(z) : z) });
