/**
 * Stretches of entries that repeat, at any distance, within one tensor or in another, rescaled or not: streams that overlap,
 * blocks that repeat. A stretch is identified by the signs of 128 consecutive entries; if entries are independent and as likely
 * positive as negative, two given stretches agree with probability 2^-128, and a model has too few pairs of stretches for that to
 * happen.
 */
import type { Entries } from "../../check/sample.js";

const SIGNS = 128;

export interface Overlap {
  /** The earlier place. */
  readonly name: string;
  readonly at: number;
  /** The later place, in the tensor added. */
  readonly here: number;
}

export interface Stretches {
  /** Searches for a stretch that is already known, from this tensor or an earlier one, and returns the first. */
  add(name: string, entries: Entries, mean: number): Overlap | undefined;
  /** An upper bound of the probability that any two agree by chance. */
  pValue(): number;
}

interface OverlapPlace {
  readonly name: string;
  readonly at: number;
  readonly signs: readonly number[];
}

export function stretches(): Stretches {
  const known = new Map<number, OverlapPlace>();
  const marks = marksOf(known);
  let compared = 0;
  return {
    pValue: () => Math.min(1, 2 * compared * 2 ** -SIGNS),
    add(name, entries, mean) {
      // The last 128 signs, the oldest in a.
      let [a, b, c, d] = [0, 0, 0, 0];
      let found: Overlap | undefined;
      for (let k = 0; k < entries.length; k++) {
        a = (a << 1) | (b >>> 31);
        b = (b << 1) | (c >>> 31);
        c = (c << 1) | (d >>> 31);
        d = (d << 1) | Number(entries[k]! > mean);
        if (k < SIGNS - 1 || isFlat(a, b, c, d)) continue;
        const at = k - SIGNS + 1;
        // Every place is looked up, every 128th is remembered: a repeat of 255 entries contains a whole stretch.
        const place = marks.has(a ^ c, b ^ d) ? known.get(keyOf(a ^ c, b ^ d)) : undefined;
        if (place !== undefined && found === undefined && isSame(place.signs, upright(a, b, c, d))) {
          found = { name: place.name, at: place.at, here: at };
        }
        if (at % SIGNS !== 0 || place !== undefined) continue;
        known.set(keyOf(a ^ c, b ^ d), { name, at, signs: upright(a, b, c, d) });
        marks.add(a ^ c, b ^ d);
      }
      compared += entries.length * known.size;
      return found;
    },
  };
}

/** A stretch with one sign only has no information. */
const isFlat = (a: number, b: number, c: number, d: number): boolean =>
  (a === 0 || a === -1) && a === b && b === c && c === d;

/** Signs relative to the first: a negative factor changes nothing. */
function upright(...words: readonly number[]): readonly number[] {
  const turned = words[0]! >>> 31 === 0 ? 0xffffffff : 0;
  return words.map((word) => (word ^ turned) >>> 0);
}

const isSame = (one: readonly number[], other: readonly number[]): boolean => one.every((word, w) => word === other[w]);

/**
 * Bits set at the hashes of known stretches show that most stretches are unknown without a look at the map. There are few bits
 * for few stretches, so that they stay in the processor's cache.
 */
interface Marks {
  add(ac: number, bd: number): void;
  has(ac: number, bd: number): boolean;
}

const BITS_EACH = 32;
const FEWEST_BITS = 2 ** 15;
const MOST_BITS = 2 ** 24;

function marksOf(known: ReadonlyMap<number, unknown>): Marks {
  let bits = new Uint32Array(FEWEST_BITS / 32);
  let shift = shiftFor(bits);
  const set = (key: number): void => {
    const hash = hashOf(Math.floor(key / 2 ** LOW_BITS), key % 2 ** LOW_BITS) >>> shift;
    bits[hash >>> 5]! |= 1 << (hash & 31);
  };
  return {
    add(ac, bd) {
      const needed = Math.min(MOST_BITS, BITS_EACH * known.size);
      if (needed > 32 * bits.length) {
        bits = new Uint32Array(2 * bits.length);
        shift = shiftFor(bits);
        for (const key of known.keys()) set(key);
      }
      set(keyOf(ac, bd));
    },
    has(ac, bd) {
      const hash = hashOf(ac, bd & LOW) >>> shift;
      return (bits[hash >>> 5]! & (1 << (hash & 31))) !== 0;
    },
  };
}

const shiftFor = (bits: Uint32Array): number => Math.clz32(32 * bits.length) + 1;

const hashOf = (ac: number, bd: number): number => Math.imul(ac ^ Math.imul(bd, 0x9e3779b1), 0x85ebca6b);

const LOW_BITS = 20;
const LOW = 2 ** LOW_BITS - 1;

/**
 * 52 bits of the stretch: its first word xor its third, and its second xor its fourth, which a change of all signs leaves alone.
 * Stretches with the same key are compared in full.
 */
const keyOf = (ac: number, bd: number): number => (ac >>> 0) * 2 ** LOW_BITS + (bd & LOW);
