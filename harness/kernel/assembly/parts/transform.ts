/**
 * The discrete Fourier transform in place, in single precision: thirds and halves first, until parts have length 4^k, then
 * quarters. `split` leaves its result in digit-reversed order and `join` takes it in that order, so nothing is permuted. Part
 * after part, so that each fits in a cache once it is small enough.
 */
import { joinFours, splitFours } from "./fours";
import { joinHalves, joinThirds, splitHalves, splitThirds } from "./halvesAndThirds";
import { joinQuarters, splitQuarters } from "./quarters";

/** Longer parts would need tables that do not fit in the second-level cache. */
const LONGEST: i32 = 65536;
/** The number of points in a part that fits in the first-level cache. */
const CACHED: i32 = 4096;

@inline
function isHalved(length: i32): bool {
  return length > LONGEST || (ctz(length) & 1) == 1;
}

/** sum_j z_j exp(-2 pi i j k / length). `roots` has the address of a table for each step by three or two, in their order. */
export function split(re: usize, im: usize, length: i32, roots: usize, levels: usize): void {
  if (length % 3 == 0) {
    splitThirds(re, im, length, <usize>load<u32>(roots));
    const third = length / 3;
    const far = <usize>third << 2;
    split(re, im, third, roots + 4, levels);
    split(re + far, im + far, third, roots + 4, levels);
    split(re + 2 * far, im + 2 * far, third, roots + 4, levels);
  } else if (isHalved(length)) {
    splitHalves(re, im, length, <usize>load<u32>(roots));
    const far = <usize>length << 1;
    split(re, im, length >> 1, roots + 4, levels);
    split(re + far, im + far, length >> 1, roots + 4, levels);
  } else splitPart(re, im, length, levels);
}

/** `length` times the inverse of `split`. */
export function join(re: usize, im: usize, length: i32, roots: usize, levels: usize): void {
  if (length % 3 == 0) {
    const third = length / 3;
    const far = <usize>third << 2;
    join(re, im, third, roots + 4, levels);
    join(re + far, im + far, third, roots + 4, levels);
    join(re + 2 * far, im + 2 * far, third, roots + 4, levels);
    joinThirds(re, im, length, <usize>load<u32>(roots));
  } else if (isHalved(length)) {
    const far = <usize>length << 1;
    join(re, im, length >> 1, roots + 4, levels);
    join(re + far, im + far, length >> 1, roots + 4, levels);
    joinHalves(re, im, length, <usize>load<u32>(roots));
  } else joinPart(re, im, length, levels);
}

function splitPart(re: usize, im: usize, length: i32, levels: usize): void {
  const end = re + (<usize>length << 2);
  if (length <= CACHED) {
    for (; length >= 16; length >>= 2) splitQuarters(re, im, end, length, levels);
    splitFours(re, im, end);
    return;
  }
  splitQuarters(re, im, end, length, levels);
  for (; re < end; re += length, im += length) splitPart(re, im, length >> 2, levels);
}

function joinPart(re: usize, im: usize, length: i32, levels: usize): void {
  const end = re + (<usize>length << 2);
  if (length <= CACHED) {
    joinFours(re, im, end);
    for (let part = 16; part <= length; part <<= 2) joinQuarters(re, im, end, part, levels);
    return;
  }
  for (let a = re, b = im; a < end; a += length, b += length) joinPart(a, b, length >> 2, levels);
  joinQuarters(re, im, end, length, levels);
}
