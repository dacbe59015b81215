/** Float32 samples of every kind that a statistic may meet, and where each chunk and lane ends. */
import fc from "fast-check";
import { affine, standardNormal, truncatedNormal, uniform } from "../../../harness/contract/law/index.js";
import { sampleInto } from "../../../harness/contract/law/sample.js";
import { openStream, wordReader } from "../../../harness/random/index.js";

export const LAWS = {
  normal: standardNormal,
  "small normal": affine(standardNormal, 0.01, 0.002),
  "far normal": affine(standardNormal, 1e-3, 1),
  uniform: uniform(-0.1, 0.1),
  "truncated normal": truncatedNormal(2),
} as const;

export type LawName = keyof typeof LAWS;

export function draws(law: LawName, n: number, seed = 0): Float32Array {
  const out = new Float32Array(n);
  sampleInto(LAWS[law], openStream(seed, "statistic tests"), out);
  return out;
}

/** How a sample may differ from its law. */
export const SPOILS: Readonly<Record<string, (x: Float32Array) => Float32Array>> = {
  right: (x) => x,
  shifted: (x) => x.map((v) => v + 0.05),
  scaled: (x) => x.map((v) => v * 1.3),
  "far outside": (x) => x.map((v, i) => (i % 3 === 0 ? v * 1e6 : v)),
  "heavy ties": (x) => x.map((v) => Math.round(v * 20) / 20),
  "one value": (x) => x.map(() => 0.01),
  zeros: (x) => x.map((v, i) => (i % 2 === 0 ? 0 : i % 5 === 0 ? -0 : v)),
  "heavy tails": (x) => x.map((v) => v ** 5),
};

/** Lengths around lanes, chunks and thresholds. */
export const length = fc.oneof(
  fc.nat(40),
  fc.nat(700),
  fc.constantFrom(4095, 4096, 4097, 8191, 8192, 8193, 16384, 20_001),
);

/** Any float32 bits: NaN, infinities, subnormals, both zeros. */
export function anyBits(n: number, seed: number): Float32Array {
  const read = wordReader(openStream(seed, "any bits"));
  const words = new Uint32Array(n).map(() => read());
  return new Float32Array(words.buffer);
}

export function withOdd(x: Float32Array, odd: number, at: number): Float32Array {
  const out = x.slice();
  if (out.length > 0) out[at % out.length] = odd;
  return out;
}
