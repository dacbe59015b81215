/**
 * A transform turns a tile of random words into a tile of standard draws. It is pure float32 arithmetic with IEEE basic
 * operations (see elementary.ts), finite for every word, and needs nothing outside its tile.
 */
export interface Transform {
  (words: Uint32Array, out: Float32Array): void;
  /** The SIMD kernel that draws the same bits, if there is one. */
  readonly kernel?: KernelCall;
  /** Every draw depends on its own word only: part of a tile can be drawn without the rest. */
  readonly isEntrywise?: true;
}

/** The name of a kernel in harness/kernel/fill.ts, and the constants it takes, as float32 numbers. */
export interface KernelCall {
  readonly name: "signedUniform" | "normal" | "truncatedNormal";
  readonly constants: readonly number[];
  /** The range of the draws. */
  readonly range: readonly [least: number, most: number];
}

/** A transform in which each draw depends on one word. */
export const entryByEntry = (transform: (words: Uint32Array, out: Float32Array) => void): Transform =>
  Object.assign(transform, { isEntrywise: true as const });

/** A transform that a kernel also implements. */
export const withKernel = (kernel: KernelCall, transform: (words: Uint32Array, out: Float32Array) => void): Transform =>
  Object.assign(transform, { kernel });

const f = Math.fround;

/** The word as a number in (0, 1): the midpoint of its cell of width 2^-32. */
export const unitOf = (word: number): number => f(f(f(word) + 0.5) * 2 ** -32);
