import type { FillNormals } from "../../../harness/propagation/theory/index.js";
import { openStream, wordReader } from "../../../harness/random/index.js";

/** Standard normal numbers of a seed, by Box and Muller in double precision. */
export function normalsOf(seed: number): FillNormals {
  const next = wordReader(openStream(seed, "theory"));
  const uniform = () => (next() + 0.5) / 2 ** 32;
  return (out) => {
    for (let i = 0; i < out.length; i++)
      out[i] = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  };
}
