/**
 * A correct sampler may round the parameters of a law to the dtype: `mean + stddev * z` in float32 has the nearest float32 to the
 * mean, and a bfloat16 uniform the nearest ends. If the difference is visible, both laws are right, and the p-value is the larger
 * of the two.
 */

import { affine, type Law, standardDeviation } from "../contract/law/index.js";
import { type Dtype, roundTo } from "../weights/dtype.js";
import type { Check, Observation } from "./check.js";
import { type Sample, sampleOf } from "./sample.js";

/** No sample of a hundred million entries shows a shift below this share of a standard deviation. */
const INVISIBLE = 1e-6;
/** A p-value above this passes at every stage, so the other law is not needed. */
const LARGE = 0.1;

export const inDtype = (check: Check): Check => ({ ...check, run: (sample) => larger(check, sample) });

function larger(check: Check, sample: Sample): Observation {
  const seen = check.run(sample);
  if (!(seen.pValue <= LARGE)) return seen;
  const rounded = roundedSample(sample);
  if (rounded === undefined) return seen;
  const other = check.run(rounded);
  return other.pValue <= seen.pValue ? seen : other;
}

const roundedSamples = new WeakMap<Sample, Sample | "the same">();

/** The sample under the rounded law, if it differs. */
function roundedSample(sample: Sample): Sample | undefined {
  let held = roundedSamples.get(sample);
  if (held === undefined) {
    const law = roundedLaw(sample.expected.law, sample.dtype);
    held = law === undefined ? "the same" : under(law, sample);
    roundedSamples.set(sample, held);
  }
  return held === "the same" ? undefined : held;
}

function under(law: Law, { expected, dtype, tensors, again, atZero, neighbours, reseeded }: Sample): Sample {
  return sampleOf({
    expected: { ...expected, law },
    dtype,
    tensors,
    reseeded,
    ...(again === undefined ? {} : { again }),
    ...(atZero === undefined ? {} : { atZero }),
    ...(neighbours === undefined ? {} : { neighbours }),
  });
}

/** The law with its ends (if uniform) or its mean rounded to the dtype; undefined if the difference is invisible. */
export function roundedLaw(law: Law, dtype: Dtype): Law | undefined {
  const sd = standardDeviation(law);
  const places = law.family === "uniform" ? law.support : [law.mean];
  const rounded = places.map((x) => roundTo(dtype, x));
  const shows = places.some((x, k) => Math.abs(rounded[k]! - x) > INVISIBLE * sd);
  if (!shows || !rounded.every(Number.isFinite)) return undefined;
  if (places.length === 1) return affine(law, 1, rounded[0]! - law.mean);
  const [low, high] = law.support;
  const [least, most] = rounded as [number, number];
  if (!(least < most)) return undefined;
  const scale = (most - least) / (high - low);
  return affine(law, scale, least - scale * low);
}
