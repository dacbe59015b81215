import { sampleInto, standardNormal } from "../law/index.js";
import { openStream } from "../random/index.js";

/** Standard normal numbers, the first of a named stream. */
export function normalsOf(seed: number, name: string, count: number): Float64Array {
  return normalReader(seed, name)(new Float64Array(count));
}

/** A named stream of standard normal numbers, read on at every call; answers what it filled. */
export function normalReader(seed: number, name: string): (out: Float64Array) => Float64Array {
  const stream = openStream(seed, name);
  let read = 0;
  return (out) => {
    const draws = new Float32Array(out.length);
    sampleInto(standardNormal, stream, draws, read);
    read += draws.length;
    out.set(draws);
    return out;
  };
}
