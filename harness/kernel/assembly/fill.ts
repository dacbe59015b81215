/** Random words, and each law's draws from them: the kernels behind harness/contract/law/sample.ts. */
export { normal } from "./parts/normal";
export { philoxTiles } from "./parts/philox";
export { shift } from "./parts/shift";
export { signedUniform } from "./parts/signedUniform";
export { truncatedNormal } from "./parts/truncatedNormal";

export function heapBase(): usize {
  return __heap_base;
}
