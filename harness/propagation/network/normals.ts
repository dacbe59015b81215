import { sampleInto, standardNormal } from "../../contract/law/index.js";
import { openStream } from "../../random/index.js";

/** The first standard normal numbers of a named stream. */
export function normalsOf(seed: number, name: string, count: number): Float64Array {
  const draws = new Float32Array(count);
  sampleInto(standardNormal, openStream(seed, name), draws);
  return Float64Array.from(draws);
}

/** Numbers drawn at once: a call for each narrow layer would take longer. */
const AHEAD = 4096;

/** A reader of a named stream of standard normal numbers: every call fills an array with the next ones and returns it. */
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
