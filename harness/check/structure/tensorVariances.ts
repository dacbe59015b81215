import { dispersionCheck } from "./dispersion.js";

/**
 * Detects scales or offsets drawn once for a tensor, and tensors made to have exactly the law's variance, which no sample has.
 */
export const tensorVariances = dispersionCheck({
  name: "tensor_variances",
  question: "Do whole tensors' variances differ by chance, no more and no less?",
  along: "tensors",
  sums: "squares",
  excess: (moment) => (moment(8) - 4 * moment(6) + 6 * moment(4) - 3) / (moment(4) - 1) ** 2 - 3,
  fewest: 64,
  what: "tensors' variances",
});
