/** Sums, orders and counts of entries: the kernels behind harness/check/statistic/. */
export { results } from "./parts/results";
export { moments } from "./parts/moments";
export { products } from "./parts/products";
export { lines } from "./parts/lines";
export { sort } from "./parts/sort";
export { gram } from "./parts/gram";
export { ordered } from "./parts/ordered";
export { equalPairs } from "./parts/equalPairs";

export function heapBase(): usize {
  return __heap_base;
}
