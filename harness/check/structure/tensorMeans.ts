import { dispersionCheck } from "./dispersion.js";

/** Detects scales or offsets drawn once for a tensor, and tensors made to have exactly the law's mean, which no sample has. */
export const tensorMeans = dispersionCheck({
  name: "tensor_means",
  question: "Do whole tensors' means differ by chance, no more and no less?",
  along: "tensors",
  sums: "entries",
  excess: (moment) => moment(4) - 3,
  fewest: 2,
  what: "tensors' means, in sd,",
});
