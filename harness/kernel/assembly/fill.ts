/** Random words, and each law's draws from them: the kernels behind harness/law/sample.ts. */
export { philoxTiles } from "./parts/philox";
export { normal } from "./parts/normal";
export { signedUniform } from "./parts/signedUniform";

export function heapBase(): usize {
  return __heap_base;
}
