import fc from "fast-check";
import { dtypes, roundTo } from "../../harness/weights/dtype.js";
import type { Tensor } from "../../harness/weights/tensor.js";

/** Small tensors of every dtype, with values that the dtype can hold. */
export const tensors: fc.Arbitrary<Tensor> = fc
  .record({
    dtype: fc.constantFrom(...dtypes),
    shape: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
    values: fc.array(fc.double({ noDefaultInfinity: true }), { minLength: 256, maxLength: 256 }),
  })
  .map(({ dtype, shape, values }) => {
    const size = shape.reduce((product, d) => product * d, 1);
    const held = values.slice(0, size).map((x) => roundTo(dtype, x));
    return { shape, dtype, data: dtype === "float64" ? Float64Array.from(held) : Float32Array.from(held) };
  });
