/**
 * A transform turns a tile of random words into a tile of standard draws. It is pure float32 arithmetic from IEEE basic
 * operations (see elementary.ts), finite for every word, and needs no neighbour outside its tile.
 */
export interface Transform {
  (words: Uint32Array, out: Float32Array): void;
  /** The SIMD kernel that draws the same bits, if there is one. */
  readonly kernel?: KernelCall;
  /** Every draw comes of its own word alone: part of a tile can be drawn without the rest. */
  readonly isEntrywise?: true;
}

/** A kernel's name in harness/kernel/fill.ts, and the constants it takes, float32 numbers. */
export interface KernelCall {
  readonly name: "signedUniform" | "normal" | "truncatedNormal";
  readonly constants: readonly number[];
  /** No draw lies outside. */
  readonly range: readonly [least: number, most: number];
}

/** A transform whose draws each come of one word. */
export const entryByEntry = (transform: (words: Uint32Array, out: Float32Array) => void): Transform =>
  Object.assign(transform, { isEntrywise: true as const });

/** A transform that a kernel knows as well. */
export const withKernel = (kernel: KernelCall, transform: (words: Uint32Array, out: Float32Array) => void): Transform =>
  Object.assign(transform, { kernel });

const f = Math.fround;

/** The word as a number in (0, 1), the midpoint of its cell of width 2^-32. */
export const unitOf = (word: number): number => f(f(f(word) + 0.5) * 2 ** -32);
