/** Uniform numbers in [0, 1) on the grids that real libraries use. */
import type { Words } from "./generators.js";

export type Uniform = () => number;

/** The upper bits of a word: 23 as in JAX, 24 as in PyTorch's float32, 32 as in cuRAND. */
export const fromBits =
  (bits: 23 | 24 | 32) =>
  (words: Words): Uniform =>
  () =>
    (words() >>> (32 - bits)) * 2 ** -bits;

/** 27 bits of one word and 26 of the next: a double's 53, as in NumPy. */
export const from53Bits =
  (words: Words): Uniform =>
  () =>
    ((words() >>> 5) * 2 ** 26 + (words() >>> 6)) * 2 ** -53;
