/**
 * A transform turns a tile of random words into a tile of standard draws. It is pure float32 arithmetic from IEEE basic
 * operations (see elementary.ts), finite for every word, and needs no neighbour outside its tile.
 */
export type Transform = (words: Uint32Array, out: Float32Array) => void;

const f = Math.fround;

/** The word as a number in (0, 1), the midpoint of its cell of width 2^-32. */
export const unitOf = (word: number): number => f(f(f(word) + 0.5) * 2 ** -32);
/** 1 - unitOf(word), from the complemented bits: exact where the word is near its end. */
export const complementOf = (word: number): number => unitOf(~word >>> 0);
