/**
 * The entries as uniforms: u = F(x), where the law holds. Where the dtype's cells are not negligible (16 bits; a large mean
 * with a small spread) each u is spread evenly over the probability of its cell, by a fixed stream: exact, and the same
 * every time.
 */
import { type Dtype, roundingInterval, spacing } from "../../format/dtype.js";
import { type Law, standardDeviation } from "../../law/index.js";
import { openStream, wordReader } from "../../random/index.js";
import type { Sample } from "../../sample.js";

/** Cells wider than this share of a standard deviation are seen by a goodness-of-fit test of a million entries. */
const NEGLIGIBLE = 1e-5;

export function isCoarse(law: Law, dtype: Dtype): boolean {
  const sd = standardDeviation(law);
  return spacing(dtype, Math.abs(law.mean) + 2 * sd) > NEGLIGIBLE * sd;
}

const computed = new WeakMap<Sample, Float64Array>();
const inOrder = new WeakMap<Sample, Float64Array>();

/** u of every entry, in the order of `values`. */
export function uniformsOf(sample: Sample): Float64Array {
  let uniforms = computed.get(sample);
  if (uniforms === undefined) {
    const { law } = sample.expected;
    uniforms = isCoarse(law, sample.dtype) ? spread(sample) : sample.values.map((x) => law.cdf(x));
    computed.set(sample, uniforms);
  }
  return uniforms;
}

export function sortedUniforms(sample: Sample): Float64Array {
  let sorted = inOrder.get(sample);
  if (sorted === undefined) {
    sorted = uniformsOf(sample).slice().sort();
    inOrder.set(sample, sorted);
  }
  return sorted;
}

function spread({ values, dtype, expected: { law } }: Sample): Float64Array {
  const read = wordReader(openStream(0, "spread over cells"));
  return values.map((x) => {
    const [low, high] = roundingInterval(dtype, x);
    const from = law.cdf(low);
    return from + (law.cdf(high) - from) * ((read() + 0.5) / 2 ** 32);
  });
}
