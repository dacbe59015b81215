/** A standard normal conditioned to an interval, a word an entry: see harness/random/truncatedNormal.ts, whose bits these are. */
import { constant } from "./constants";
import {
  atanh,
  beyondOne,
  exponentMask,
  exponentOf,
  minusTwiceLn2,
  rootHalfBits,
  twiceWhole,
  wholeFloat,
} from "./logarithm";
import { cubic, quartic, step } from "./polynomial";

const SIGN = 0;
const MAGNITUDE = 1;
const INTS = memory.data<i32>([0x80000000, 0x7fffffff], 16);

const HALF = 0;
const WHOLE = 1;
const MINUS_WHOLE = 2;
const FOUR_WHOLE = 3;
const TWICE_SPLIT = 4;
const TWICE_CENTRE = 5;
const TAIL_CENTRE = 6;
const FLOATS = memory.data<f32>([0.5, 4294967296, -4294967296, 17179869184, 10, 5, 4], 16);

const DEGREE = 9;
/** Coefficients from the highest on, for twice the argument, since twice the logarithm is at hand. */
const EVEN = memory.data<f32>(
  [<f32>3.293116e-8 / 256, <f32>-4.8979255e-6 / 64, <f32>0.00030878917 / 16, <f32>-0.0059077214 / 4, 2.1233134],
  16,
);
const ODD = memory.data<f32>(
  [<f32>-1.2359988e-8 / 512, <f32>6.5821564e-7 / 128, <f32>-7.0141364e-6 / 32, <f32>-0.0017716538 / 8, <f32>0.34880203 / 2],
  16,
);
const TAIL = memory.data<f32>(
  [
    -1.6485154219481046e-06, 3.130822369712405e-05, -9.606651292415336e-05, 9.285663691116497e-05,
    -8.753719157539308e-05, 0.0004235633241478354, -0.001276719500310719, 0.0017966357991099358,
    1.4276468753814697, 5.430273056030273,
  ],
  16,
);

/** The words of so many bytes are taken together: their logarithms wait in `TWICE` for the second pass. */
const BLOCK_BYTES: usize = 2048;
const TWICE = memory.data(2048, 16);

/**
 * Turns the words from `at` to `end`, whole pairs of tiles, into `slope` times draws, in place: `below`, `inside` and `above`
 * are the masses of the interval and of its two sides, and no draw is outside `least` and `most`.
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
    quantiles(at, next, slope, least, most);
    at = next;
  }
}

/** Puts p - q in the place of its word, and -2 ln 4pq in `TWICE`, p and q = 1 - p the masses of the two sides of the draw. */
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
    const magnitude = constant(INTS, MAGNITUDE);
    const half = constant(FLOATS, HALF);
    const nearA = f32x4.add(f32x4.convert_i32x4_s(v128.and(wordA, magnitude)), half);
    const nearB = f32x4.add(f32x4.convert_i32x4_s(v128.and(wordB, magnitude)), half);
    const nearC = f32x4.add(f32x4.convert_i32x4_s(v128.and(wordC, magnitude)), half);
    const nearD = f32x4.add(f32x4.convert_i32x4_s(v128.and(wordD, magnitude)), half);
    const whole = constant(FLOATS, WHOLE);
    const farA = f32x4.sub(whole, nearA);
    const farB = f32x4.sub(whole, nearB);
    const farC = f32x4.sub(whole, nearC);
    const farD = f32x4.sub(whole, nearD);
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
    const fourWhole = constant(FLOATS, FOUR_WHOLE);
    const productA = f32x4.pmin(whole, f32x4.mul(f32x4.mul(pA, fourWhole), qA));
    const productB = f32x4.pmin(whole, f32x4.mul(f32x4.mul(pB, fourWhole), qB));
    const productC = f32x4.pmin(whole, f32x4.mul(f32x4.mul(pC, fourWhole), qC));
    const productD = f32x4.pmin(whole, f32x4.mul(f32x4.mul(pD, fourWhole), qD));
    const differenceA = f32x4.sub(pA, qA);
    const differenceB = f32x4.sub(pB, qB);
    const differenceC = f32x4.sub(pC, qC);
    const differenceD = f32x4.sub(pD, qD);
    const minusWhole = constant(FLOATS, MINUS_WHOLE);
    const complementA = f32x4.mul(f32x4.mul(differenceA, differenceA), minusWhole);
    const complementB = f32x4.mul(f32x4.mul(differenceB, differenceB), minusWhole);
    const complementC = f32x4.mul(f32x4.mul(differenceC, differenceC), minusWhole);
    const complementD = f32x4.mul(f32x4.mul(differenceD, differenceD), minusWhole);
    const rootHalf = rootHalfBits();
    const exponent = exponentMask();
    const exponentA = exponentOf(productA, rootHalf, exponent);
    const exponentB = exponentOf(productB, rootHalf, exponent);
    const exponentC = exponentOf(productC, rootHalf, exponent);
    const exponentD = exponentOf(productD, rootHalf, exponent);
    const unit = wholeFloat();
    const xA = beyondOne(productA, exponentA, complementA, unit);
    const xB = beyondOne(productB, exponentB, complementB, unit);
    const xC = beyondOne(productC, exponentC, complementC, unit);
    const xD = beyondOne(productD, exponentD, complementD, unit);
    const two = twiceWhole();
    const sA = f32x4.div(xA, f32x4.add(xA, two));
    const sB = f32x4.div(xB, f32x4.add(xB, two));
    const sC = f32x4.div(xC, f32x4.add(xC, two));
    const sD = f32x4.div(xD, f32x4.add(xD, two));
    const c3 = atanh(3);
    const c2 = atanh(2);
    const c1 = atanh(1);
    const c0 = atanh(0);
    const logA = f32x4.mul(sA, cubic(f32x4.mul(sA, sA), c3, c2, c1, c0));
    const logB = f32x4.mul(sB, cubic(f32x4.mul(sB, sB), c3, c2, c1, c0));
    const logC = f32x4.mul(sC, cubic(f32x4.mul(sC, sC), c3, c2, c1, c0));
    const logD = f32x4.mul(sD, cubic(f32x4.mul(sD, sD), c3, c2, c1, c0));
    const ln2 = minusTwiceLn2();
    const twiceA = f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(exponentA), ln2), logA);
    const twiceB = f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(exponentB), ln2), logB);
    const twiceC = f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(exponentC), ln2), logC);
    const twiceD = f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(exponentD), ln2), logD);
    v128.store(at, differenceA, 0);
    v128.store(at, differenceB, 16);
    v128.store(at, differenceC, 32);
    v128.store(at, differenceD, 48);
    v128.store(to, twiceA, 0);
    v128.store(to, twiceB, 16);
    v128.store(to, twiceC, 32);
    v128.store(to, twiceD, 48);
  }
}

/** Puts the draws in the place of p - q. */
function quantiles(at: usize, end: usize, slope: f32, least: f32, most: f32): void {
  const slopes = f32x4.splat(slope);
  const lowest = f32x4.splat(least);
  const highest = f32x4.splat(most);
  let from = TWICE;
  for (; at < end; at += 32, from += 32) {
    const twiceA = v128.load(from, 0);
    const twiceB = v128.load(from, 16);
    const centre = constant(FLOATS, TWICE_CENTRE);
    const zA = f32x4.sub(twiceA, centre);
    const zB = f32x4.sub(twiceB, centre);
    const zzA = f32x4.mul(zA, zA);
    const zzB = f32x4.mul(zB, zB);
    const e4 = constant(EVEN, 0);
    const e3 = constant(EVEN, 1);
    const e2 = constant(EVEN, 2);
    const e1 = constant(EVEN, 3);
    const e0 = constant(EVEN, 4);
    const evenA = quartic(zzA, e4, e3, e2, e1, e0);
    const evenB = quartic(zzB, e4, e3, e2, e1, e0);
    const o4 = constant(ODD, 0);
    const o3 = constant(ODD, 1);
    const o2 = constant(ODD, 2);
    const o1 = constant(ODD, 3);
    const o0 = constant(ODD, 4);
    const oddA = quartic(zzA, o4, o3, o2, o1, o0);
    const oddB = quartic(zzB, o4, o3, o2, o1, o0);
    let gA = f32x4.add(evenA, f32x4.mul(zA, oddA));
    let gB = f32x4.add(evenB, f32x4.mul(zB, oddB));
    const split = constant(FLOATS, TWICE_SPLIT);
    const outA = f32x4.ge(twiceA, split);
    const outB = f32x4.ge(twiceB, split);
    if (v128.any_true(v128.or(outA, outB))) {
      gA = v128.bitselect(tail(twiceA), gA, outA);
      gB = v128.bitselect(tail(twiceB), gB, outB);
    }
    const drawA = f32x4.mul(v128.load(at), gA);
    const drawB = f32x4.mul(v128.load(at, 16), gB);
    v128.store(at, f32x4.mul(slopes, f32x4.pmin(highest, f32x4.pmax(lowest, drawA))));
    v128.store(at, f32x4.mul(slopes, f32x4.pmin(highest, f32x4.pmax(lowest, drawB))), 16);
  }
}

/** g where the logarithm is beyond the split: rare. */
function tail(twice: v128): v128 {
  const z = f32x4.sub(f32x4.sqrt(f32x4.mul(twice, constant(FLOATS, HALF))), constant(FLOATS, TAIL_CENTRE));
  let g = constant(TAIL, 0);
  for (let k = 1; k <= DEGREE; k++) g = step(g, z, constant(TAIL, k));
  return g;
}
