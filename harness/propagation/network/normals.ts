import { sampleInto, standardNormal } from "../../contract/law/index.js";
import { openStream } from "../../random/index.js";

/** Standard normal numbers, the first of a named stream. */
export function normalsOf(seed: number, name: string, count: number): Float64Array {
  const draws = new Float32Array(count);
  sampleInto(standardNormal, openStream(seed, name), draws);
  return Float64Array.from(draws);
}

/** Numbers drawn at once: a layer of some units is not worth a call of its own. */
const AHEAD = 4096;

/** A named stream of standard normal numbers, read on at every call; answers what it filled. */
export function normalReader(seed: number, name: string): (out: Float64Array) => Float64Array {
  const stream = openStream(seed, name);
  const ahead = new Float32Array(AHEAD);
  let [read, at] = [0, AHEAD];
  return (out) => {
    for (let k = 0; k < out.length; k++, at++) {
      if (at === AHEAD) {
        sampleInto(standardNormal, stream, ahead, read);
        [read, at] = [read + AHEAD, 0];
      }
      out[k] = ahead[at]!;
    }
    return out;
  };
}
