/**
 * Standard normal draws by Box-Muller: see harness/random/normal.ts, whose bits these are.
 *
 * Two passes over the chunk, radii and angles, each over independent vectors side by side: the chain of operations from a word
 * to its radius is longer than what a processor looks ahead.
 */
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
import { cubic, quartic } from "./polynomial";

/** Turns the words from `at` to `end`, whole pairs of tiles, into `slope` times draws, in place. */
export function normal(at: usize, end: usize, slope: f32): void {
  radii(at, end);
  const slopes = f32x4.splat(slope);
  for (; at < end; at += 64) {
    const angleA = v128.load(at, 16);
    const angleB = v128.load(at, 48);
    const turnA = turnOf(angleA);
    const turnB = turnOf(angleB);
    const zA = f32x4.mul(turnA, turnA);
    const zB = f32x4.mul(turnB, turnB);
    const rA = v128.load(at);
    const rB = v128.load(at, 32);
    const sign = constant(INTS, SIGN);
    const one = constant(FLOATS, ONE);
    const c4 = constant(FLOATS, COSINE);
    const c3 = constant(FLOATS, COSINE + 1);
    const c2 = constant(FLOATS, COSINE + 2);
    const c1 = constant(FLOATS, COSINE + 3);
    const alongA = v128.xor(f32x4.mul(rA, quartic(zA, c4, c3, c2, c1, one)), v128.and(angleA, sign));
    const alongB = v128.xor(f32x4.mul(rB, quartic(zB, c4, c3, c2, c1, one)), v128.and(angleB, sign));
    const s3 = constant(FLOATS, SINE);
    const s2 = constant(FLOATS, SINE + 1);
    const s1 = constant(FLOATS, SINE + 2);
    const acrossA = f32x4.mul(rA, f32x4.mul(turnA, cubic(zA, s3, s2, s1, one)));
    const acrossB = f32x4.mul(rB, f32x4.mul(turnB, cubic(zB, s3, s2, s1, one)));
    const exchangeA = v128.and(v128.xor(alongA, acrossA), swap(angleA));
    const exchangeB = v128.and(v128.xor(alongB, acrossB), swap(angleB));
    v128.store(at, f32x4.mul(slopes, v128.xor(alongA, exchangeA)));
    v128.store(at, f32x4.mul(slopes, v128.xor(acrossA, exchangeA)), 16);
    v128.store(at, f32x4.mul(slopes, v128.xor(alongB, exchangeB)), 32);
    v128.store(at, f32x4.mul(slopes, v128.xor(acrossB, exchangeB)), 48);
  }
}

/** Names of the places in the tables below. */
const SIGN = 0;
const MAGNITUDE = 1;
const BYTE = 2;
const CELL = 3;
/** 2^32 as a float32 number. */
const WHOLE = 4;
const INTS = memory.data<i32>([0x80000000, 0x7fffffff, 0x7f8000, 0x3fffff, 0x4f800000], 16);

const ONE = 0;
const BYTE_HALF = 1;
const CELL_HALF = 2;
const CELL_ANGLE = 3;
const COSINE = 4;
const SINE = 8;
const FLOATS = memory.data<f32>(
  [
    1, 1.0 / 512 - 1, 0.5 - 2097152, 1.57079637050628662109375 / 4194304,
    2.43835653e-5, -1.38866816e-3, 0.0416666204, -0.499999997,
    -1.95152812e-4, 8.33216075e-3, -0.166666546,
  ],
  16,
);

/** Puts the radius in the place of its word: -2 ln u as in logarithm.ts, for the distances of u from both ends. */
function radii(at: usize, end: usize): void {
  for (; at < end; at += 128) {
    const wordA = v128.load(at, 0);
    const wordB = v128.load(at, 32);
    const wordC = v128.load(at, 64);
    const wordD = v128.load(at, 96);
    const sign = constant(INTS, SIGN);
    const byte = constant(INTS, BYTE);
    const one = constant(FLOATS, ONE);
    const half = constant(FLOATS, BYTE_HALF);
    const endA = minusEnd(wordA, v128.load(at, 16), sign, byte, one, half);
    const endB = minusEnd(wordB, v128.load(at, 48), sign, byte, one, half);
    const endC = minusEnd(wordC, v128.load(at, 80), sign, byte, one, half);
    const endD = minusEnd(wordD, v128.load(at, 112), sign, byte, one, half);
    const whole = constant(INTS, WHOLE);
    const magnitude = constant(INTS, MAGNITUDE);
    const scaledA = scaled(wordA, endA, whole, magnitude);
    const scaledB = scaled(wordB, endB, whole, magnitude);
    const scaledC = scaled(wordC, endC, whole, magnitude);
    const scaledD = scaled(wordD, endD, whole, magnitude);
    const rootHalf = rootHalfBits();
    const exponent = exponentMask();
    const exponentA = exponentOf(scaledA, rootHalf, exponent);
    const exponentB = exponentOf(scaledB, rootHalf, exponent);
    const exponentC = exponentOf(scaledC, rootHalf, exponent);
    const exponentD = exponentOf(scaledD, rootHalf, exponent);
    const unit = wholeFloat();
    const xA = beyondOne(scaledA, exponentA, endA, unit);
    const xB = beyondOne(scaledB, exponentB, endB, unit);
    const xC = beyondOne(scaledC, exponentC, endC, unit);
    const xD = beyondOne(scaledD, exponentD, endD, unit);
    const two = twiceWhole();
    const sA = f32x4.div(xA, f32x4.add(xA, two));
    const sB = f32x4.div(xB, f32x4.add(xB, two));
    const sC = f32x4.div(xC, f32x4.add(xC, two));
    const sD = f32x4.div(xD, f32x4.add(xD, two));
    const zA = f32x4.mul(sA, sA);
    const zB = f32x4.mul(sB, sB);
    const zC = f32x4.mul(sC, sC);
    const zD = f32x4.mul(sD, sD);
    const c3 = atanh(3);
    const c2 = atanh(2);
    const c1 = atanh(1);
    const c0 = atanh(0);
    const logA = f32x4.mul(sA, cubic(zA, c3, c2, c1, c0));
    const logB = f32x4.mul(sB, cubic(zB, c3, c2, c1, c0));
    const logC = f32x4.mul(sC, cubic(zC, c3, c2, c1, c0));
    const logD = f32x4.mul(sD, cubic(zD, c3, c2, c1, c0));
    const ln2 = minusTwiceLn2();
    const twiceA = f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(exponentA), ln2), logA);
    const twiceB = f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(exponentB), ln2), logB);
    const twiceC = f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(exponentC), ln2), logC);
    const twiceD = f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(exponentD), ln2), logD);
    v128.store(at, f32x4.sqrt(twiceA), 0);
    v128.store(at, f32x4.sqrt(twiceB), 32);
    v128.store(at, f32x4.sqrt(twiceC), 64);
    v128.store(at, f32x4.sqrt(twiceD), 96);
  }
}

/** Minus the distance from the nearer end of (0, 1), times 2^32. */
@inline
function minusEnd(word: v128, angle: v128, sign: v128, byte: v128, one: v128, half: v128): v128 {
  const fine = f32x4.add(v128.or(v128.and(i32x4.shr_u(angle, 7), byte), one), half);
  return f32x4.add(f32x4.convert_i32x4_s(v128.or(word, sign)), fine);
}

/** u times 2^32: the distance itself, or its complement where the word's first bit says so. */
@inline
function scaled(word: v128, minusEnd: v128, whole: v128, magnitude: v128): v128 {
  return v128.and(f32x4.add(v128.and(i32x4.shr_s(word, 31), whole), minusEnd), magnitude);
}

/** Within an eighth of the circle on either side of the axis: 22 bits, at the midpoints of their cells. */
@inline
function turnOf(angle: v128): v128 {
  const cell = f32x4.convert_i32x4_s(v128.and(angle, constant(INTS, CELL)));
  return f32x4.mul(f32x4.add(cell, constant(FLOATS, CELL_HALF)), constant(FLOATS, CELL_ANGLE));
}

/** All bits where the second bit of the angle says that the axes change places. */
@inline
function swap(angle: v128): v128 {
  return i32x4.shr_s(i32x4.shl(angle, 1), 31);
}
