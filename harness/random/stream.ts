/**
 * Named streams of random words: word k is a pure function of (seed, name, k), so that the bytes of a tensor do not depend on who
 * draws it, in which order, or in how many pieces.
 *
 * The seed is the Philox key and the name's hash is the upper half of its counter: two names under one seed share no block
 * (unless their hashes collide), and two seeds share no key. Words come in tiles of 16, four Philox blocks side by side, in the
 * order in which four SIMD lanes write them: word j of tile t is word j >> 2 of block 4t + (j & 3).
 */
import { type Key, philox4x32, philoxInto } from "./philox.js";

export interface Stream {
  readonly key: Key;
  /** The two upper counter words. */
  readonly name: readonly [number, number];
}

export const TILE = 16;
const LANES = 4;

/** A 64-bit hash of a name: FNV-1a over its UTF-16 units in both directions, mixed by one Philox call. */
function hashName(name: string): readonly [number, number] {
  let hash = 0x811c9dc5;
  let mirror = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
    mirror = Math.imul(mirror ^ name.charCodeAt(name.length - 1 - i), 0x01000193);
  }
  const [high, low] = philox4x32([hash, mirror, name.length, 0], [0, 0]);
  return [high, low];
}

/** The stream of this name under this seed, a non-negative safe integer. */
export function openStream(seed: number, name: string): Stream {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`seed: must be an integer from 0 to ${Number.MAX_SAFE_INTEGER}, got ${seed}`);
  }
  return { key: [seed >>> 0, Math.floor(seed / 2 ** 32)], name: hashName(name) };
}

/** Writes the 16 words of one tile into `out`. */
export function readTile(stream: Stream, tile: number, out: Uint32Array): void {
  for (let lane = 0; lane < LANES; lane++) {
    const block = tile * LANES + lane;
    const counter = [block >>> 0, Math.floor(block / 2 ** 32), stream.name[0], stream.name[1]] as const;
    philoxInto(counter, stream.key, out, lane, LANES);
  }
}

/** Word k of the stream. */
export function wordAt(stream: Stream, k: number): number {
  const tile = new Uint32Array(TILE);
  readTile(stream, Math.floor(k / TILE), tile);
  return tile[k % TILE]!;
}

/** The words of a stream one after the other, for algorithms that need an unknown number of them. */
export function wordReader(stream: Stream): () => number {
  const tile = new Uint32Array(TILE);
  let next = 0;
  return () => {
    if (next % TILE === 0) readTile(stream, next / TILE, tile);
    return tile[next++ % TILE]!;
  };
}
