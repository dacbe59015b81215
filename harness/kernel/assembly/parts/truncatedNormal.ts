/**
 * A standard normal conditioned on an interval, one word for each entry: see harness/random/truncatedNormal.ts; the bits are the
 * same.
 */
import { constant } from "./constants";
import { minusTwiceLog } from "./logarithm";
import { quantiles } from "./quantiles";

const SIGN = 0;
const MAGNITUDE = 1;
const INTS = memory.data<i32>([0x80000000, 0x7fffffff], 16);

const HALF = 0;
const WHOLE = 1;
const MINUS_WHOLE = 2;
const FOUR_WHOLE = 3;
const FLOATS = memory.data<f32>([0.5, 4294967296, -4294967296, 17179869184], 16);

/** The bytes of words that are processed together: `TWICE` keeps their logarithms for the second pass. */
const BLOCK_BYTES: usize = 2048;
const TWICE = memory.data(2048, 16);

/**
 * Turns the words from `at` to `end`, whole pairs of tiles, into `slope` times draws, in place: `below`, `inside` and `above` are
 * the probabilities below, in and above the interval, and draws are clamped to `least` and `most`.
 */
export function truncatedNormal(
  at: usize,
  end: usize,
  slope: f32,
  below: f32,
  inside: f32,
  above: f32,
  least: f32,
  most: f32,
): void {
  while (at < end) {
    const next = min(end, at + BLOCK_BYTES);
    logarithms(at, next, below, inside, above);
    quantiles(at, next, TWICE, slope, least, most);
    at = next;
  }
}

/**
 * Replaces each word by p - q, and writes -2 ln 4pq to `TWICE`; p and q = 1 - p are the probabilities on the two sides of the
 * draw.
 */
function logarithms(at: usize, end: usize, below: f32, inside: f32, above: f32): void {
  const belows = f32x4.splat(below);
  const insides = f32x4.splat(inside / 4294967296);
  const aboves = f32x4.splat(above);
  let to = TWICE;
  for (; at < end; at += 64, to += 64) {
    const wordA = v128.load(at, 0);
    const wordB = v128.load(at, 16);
    const wordC = v128.load(at, 32);
    const wordD = v128.load(at, 48);
    const nearA = nearOf(wordA);
    const nearB = nearOf(wordB);
    const nearC = nearOf(wordC);
    const nearD = nearOf(wordD);
    const farA = f32x4.sub(constant(FLOATS, WHOLE), nearA);
    const farB = f32x4.sub(constant(FLOATS, WHOLE), nearB);
    const farC = f32x4.sub(constant(FLOATS, WHOLE), nearC);
    const farD = f32x4.sub(constant(FLOATS, WHOLE), nearD);
    const changeA = v128.and(v128.xor(nearA, farA), i32x4.shr_s(wordA, 31));
    const changeB = v128.and(v128.xor(nearB, farB), i32x4.shr_s(wordB, 31));
    const changeC = v128.and(v128.xor(nearC, farC), i32x4.shr_s(wordC, 31));
    const changeD = v128.and(v128.xor(nearD, farD), i32x4.shr_s(wordD, 31));
    const pA = f32x4.add(belows, f32x4.mul(insides, v128.xor(nearA, changeA)));
    const pB = f32x4.add(belows, f32x4.mul(insides, v128.xor(nearB, changeB)));
    const pC = f32x4.add(belows, f32x4.mul(insides, v128.xor(nearC, changeC)));
    const pD = f32x4.add(belows, f32x4.mul(insides, v128.xor(nearD, changeD)));
    const qA = f32x4.add(aboves, f32x4.mul(insides, v128.xor(farA, changeA)));
    const qB = f32x4.add(aboves, f32x4.mul(insides, v128.xor(farB, changeB)));
    const qC = f32x4.add(aboves, f32x4.mul(insides, v128.xor(farC, changeC)));
    const qD = f32x4.add(aboves, f32x4.mul(insides, v128.xor(farD, changeD)));
    const twiceA = minusTwiceLogOf(pA, qA);
    const twiceB = minusTwiceLogOf(pB, qB);
    const twiceC = minusTwiceLogOf(pC, qC);
    const twiceD = minusTwiceLogOf(pD, qD);
    v128.store(at, f32x4.sub(pA, qA), 0);
    v128.store(at, f32x4.sub(pB, qB), 16);
    v128.store(at, f32x4.sub(pC, qC), 32);
    v128.store(at, f32x4.sub(pD, qD), 48);
    v128.store(to, twiceA, 0);
    v128.store(to, twiceB, 16);
    v128.store(to, twiceC, 32);
    v128.store(to, twiceD, 48);
  }
}

/** The distance of the word's number from the nearer end of (0, 1), times 2^32. */
@inline
function nearOf(word: v128): v128 {
  const magnitude = v128.and(word, constant(INTS, MAGNITUDE));
  return f32x4.add(f32x4.convert_i32x4_s(magnitude), constant(FLOATS, HALF));
}

/** -2 ln 4pq, where 1 - 4pq = (p - q)^2. */
@inline
function minusTwiceLogOf(p: v128, q: v128): v128 {
  const difference = f32x4.sub(p, q);
  const product = f32x4.mul(f32x4.mul(p, constant(FLOATS, FOUR_WHOLE)), q);
  const complement = f32x4.mul(f32x4.mul(difference, difference), constant(FLOATS, MINUS_WHOLE));
  return minusTwiceLog(f32x4.pmin(constant(FLOATS, WHOLE), product), complement);
}
