/**
 * Sorts floats in ascending order, -0 before 0 and NaN last, in three passes over the digits of their bits (radix sort, least
 * significant digit first).
 */

const LOW: u32 = 11;
const MIDDLE: u32 = 11;
const MASK: u32 = 0x7ff;
const TOP_MASK: u32 = 0x3ff;
const COUNTS: usize = memory.data(4 * (2048 + 2048 + 1024), 16);
const COUNTS_1: usize = COUNTS + 4 * 2048;
const COUNTS_2: usize = COUNTS_1 + 4 * 2048;

/** Sorts `count` floats at `at`; as many words at `spare` are scratch. The result lies at `spare`. */
export function sort(at: usize, count: i32, spare: usize): void {
  memory.fill(COUNTS, 0, 4 * (2048 + 2048 + 1024));
  const bytes = <usize>count << 2;
  for (let p: usize = 0; p < bytes; p += 4) {
    const key = keyOf(load<u32>(at + p));
    store<u32>(at + p, key);
    increase(COUNTS, key & MASK);
    increase(COUNTS_1, (key >> LOW) & MASK);
    increase(COUNTS_2, key >> (LOW + MIDDLE));
  }
  accumulate(COUNTS, 2048);
  accumulate(COUNTS_1, 2048);
  accumulate(COUNTS_2, 1024);
  for (let p: usize = 0; p < bytes; p += 4) {
    const key = load<u32>(at + p);
    store<u32>(spare + place(COUNTS, key & MASK), key);
  }
  for (let p: usize = 0; p < bytes; p += 4) {
    const key = load<u32>(spare + p);
    store<u32>(at + place(COUNTS_1, (key >> LOW) & MASK), key);
  }
  for (let p: usize = 0; p < bytes; p += 4) {
    const key = load<u32>(at + p);
    store<u32>(spare + place(COUNTS_2, key >> (LOW + MIDDLE)), bitsOf(key));
  }
}

/** Unsigned keys in the order of the floats. */
@inline
function keyOf(bits: u32): u32 {
  const key = bits ^ (<u32>(<i32>bits >> 31) | 0x80000000);
  return (bits & 0x7fffffff) > 0x7f800000 ? 0xffffffff : key;
}

@inline
function bitsOf(key: u32): u32 {
  return key ^ (<u32>(~<i32>key >> 31) | 0x80000000);
}

@inline
function increase(counts: usize, digit: u32): void {
  const at = counts + (<usize>digit << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/** Turns the counts into the byte offsets at which each digit begins. */
function accumulate(counts: usize, size: i32): void {
  let sum: u32 = 0;
  for (let k = 0; k < size; k++, counts += 4) {
    const count = load<u32>(counts);
    store<u32>(counts, sum << 2);
    sum += count;
  }
}

@inline
function place(offsets: usize, digit: u32): usize {
  const at = offsets + (<usize>digit << 2);
  const offset = load<u32>(at);
  store<u32>(at, offset + 4);
  return <usize>offset;
}
