import { unitOf, withKernel } from "./transform.js";

/** Uniform on [-1, 1], one word for each entry: both ends are symmetric, and the grid is the float32 grid of the value. */
export const signedUniform = withKernel({ name: "signedUniform", constants: [], range: [-1, 1] }, (words, out) => {
  for (let j = 0; j < words.length; j++) out[j] = signed(words[j]!);
});

/** Folded at the sign bit, so that small values keep their full precision and +x is as likely as -x. */
function signed(word: number): number {
  const magnitude = Math.fround(unitOf((word << 1) >>> 0));
  return word >>> 31 === 0 ? magnitude : -magnitude;
}
