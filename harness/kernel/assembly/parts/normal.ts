/**
 * Standard normal draws by Box-Muller: see harness/random/normal.ts; the bits are the same.
 *
 * Two passes over the chunk, for radii and for angles, each over independent vectors side by side: the chain of operations from a
 * word to its radius is longer than a processor looks ahead. An engine does not move work past a store, so stores come last.
 */
import { constant } from "./constants";
import { minusTwiceLog } from "./logarithm";
import { cubic, quartic } from "./polynomial";

/** Turns the words from `at` to `end`, whole pairs of tiles, into `slope` times draws, in place. */
export function normal(at: usize, end: usize, slope: f32): void {
  for (let four = at; four < end; four += 128) {
    const a = radius(v128.load(four), v128.load(four, 16));
    const b = radius(v128.load(four, 32), v128.load(four, 48));
    const c = radius(v128.load(four, 64), v128.load(four, 80));
    const d = radius(v128.load(four, 96), v128.load(four, 112));
    v128.store(four, a, 0);
    v128.store(four, b, 32);
    v128.store(four, c, 64);
    v128.store(four, d, 96);
  }
  const slopes = f32x4.splat(slope);
  for (; at < end; at += 64) {
    const rA = v128.load(at);
    const rB = v128.load(at, 32);
    const angleA = v128.load(at, 16);
    const angleB = v128.load(at, 48);
    const turnA = turnOf(angleA);
    const turnB = turnOf(angleB);
    const alongA = along(rA, angleA, turnA);
    const alongB = along(rB, angleB, turnB);
    const acrossA = across(rA, turnA);
    const acrossB = across(rB, turnB);
    const exchangeA = v128.and(v128.xor(alongA, acrossA), swap(angleA));
    const exchangeB = v128.and(v128.xor(alongB, acrossB), swap(angleB));
    v128.store(at, f32x4.mul(slopes, v128.xor(alongA, exchangeA)));
    v128.store(at, f32x4.mul(slopes, v128.xor(acrossA, exchangeA)), 16);
    v128.store(at, f32x4.mul(slopes, v128.xor(alongB, exchangeB)), 32);
    v128.store(at, f32x4.mul(slopes, v128.xor(acrossB, exchangeB)), 48);
  }
}

/** Indices into the tables below. */
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

/** sqrt(-2 ln u), from the distances of u to both ends of (0, 1). */
@inline
function radius(word: v128, angle: v128): v128 {
  const end = minusEnd(word, angle);
  return f32x4.sqrt(minusTwiceLog(scaled(word, end), end));
}

/** Minus the distance from the nearer end of (0, 1), times 2^32. */
@inline
function minusEnd(word: v128, angle: v128): v128 {
  const low = v128.and(i32x4.shr_u(angle, 7), constant(INTS, BYTE));
  const fine = f32x4.add(v128.or(low, constant(FLOATS, ONE)), constant(FLOATS, BYTE_HALF));
  return f32x4.add(f32x4.convert_i32x4_s(v128.or(word, constant(INTS, SIGN))), fine);
}

/** u times 2^32: the distance itself, or its complement if the first bit of the word is set. */
@inline
function scaled(word: v128, minusEnd: v128): v128 {
  const whole = v128.and(i32x4.shr_s(word, 31), constant(INTS, WHOLE));
  return v128.and(f32x4.add(whole, minusEnd), constant(INTS, MAGNITUDE));
}

/** The turn within an eighth of the circle on either side of the axis: 22 bits, at the midpoints of their cells. */
@inline
function turnOf(angle: v128): v128 {
  const cell = f32x4.convert_i32x4_s(v128.and(angle, constant(INTS, CELL)));
  return f32x4.mul(f32x4.add(cell, constant(FLOATS, CELL_HALF)), constant(FLOATS, CELL_ANGLE));
}

/** The projection on the axis from which the turn is measured. */
@inline
function along(r: v128, angle: v128, turn: v128): v128 {
  const cosine = quartic(
    f32x4.mul(turn, turn),
    constant(FLOATS, COSINE),
    constant(FLOATS, COSINE + 1),
    constant(FLOATS, COSINE + 2),
    constant(FLOATS, COSINE + 3),
    constant(FLOATS, ONE),
  );
  return v128.xor(f32x4.mul(r, cosine), v128.and(angle, constant(INTS, SIGN)));
}

/** The projection on the other axis. */
@inline
function across(r: v128, turn: v128): v128 {
  const z = f32x4.mul(turn, turn);
  const ratio = cubic(z, constant(FLOATS, SINE), constant(FLOATS, SINE + 1), constant(FLOATS, SINE + 2), constant(FLOATS, ONE));
  return f32x4.mul(r, f32x4.mul(turn, ratio));
}

/** All bits set if the second bit of the angle exchanges the axes. */
@inline
function swap(angle: v128): v128 {
  return i32x4.shr_s(i32x4.shl(angle, 1), 31);
}
