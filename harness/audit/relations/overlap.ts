/**
 * Stretches that come again, at any distance, within one tensor or in another, rescaled or not: streams that overlap, blocks
 * that repeat. A stretch is told by the signs of 128 entries in a row; if entries are independent and as likely positive as
 * negative, two given stretches agree with probability 2^-128, and a model has too few pairs of stretches for that to happen.
 */
import type { Entries } from "../../sample.js";

const SIGNS = 128;
const WORDS = SIGNS / 32;

export interface Overlap {
  /** The earlier place. */
  readonly name: string;
  readonly at: number;
  /** The later place, in the tensor added. */
  readonly here: number;
}

export interface Stretches {
  /** Looks for a stretch that is known already, from this tensor or one before; the first is answered. */
  add(name: string, entries: Entries, mean: number): Overlap | undefined;
  /** The probability that any agree by chance, at most. */
  pValue(): number;
}

interface Place {
  readonly name: string;
  readonly at: number;
  readonly signs: readonly number[];
}

export function stretches(): Stretches {
  const known = new Map<number, Place>();
  let compared = 0;
  return {
    pValue: () => Math.min(1, 2 * compared * 2 ** -SIGNS),
    add(name, entries, mean) {
      const signs = new Uint32Array(WORDS);
      let found: Overlap | undefined;
      for (let k = 0; k < entries.length; k++) {
        push(signs, entries[k]! > mean ? 1 : 0);
        if (k < SIGNS - 1 || isFlat(signs)) continue;
        const at = k - SIGNS + 1;
        const canonical = upright(signs);
        const place = known.get(keyOf(canonical));
        if (place !== undefined && found === undefined && canonical.every((word, w) => word === place.signs[w])) {
          found = { name: place.name, at: place.at, here: at };
        }
        // Every place is looked up, every 128th is remembered: a repeat of 255 entries holds a whole one.
        if (at % SIGNS === 0 && place === undefined) known.set(keyOf(canonical), { name, at, signs: canonical });
      }
      compared += entries.length * known.size;
      return found;
    },
  };
}

function push(signs: Uint32Array, bit: number): void {
  for (let w = 0; w < WORDS - 1; w++) signs[w] = (signs[w]! << 1) | (signs[w + 1]! >>> 31);
  signs[WORDS - 1] = (signs[WORDS - 1]! << 1) | bit;
}

/** All of one sign tells nothing. */
const isFlat = (signs: Uint32Array): boolean => {
  const first = signs[0]!;
  return (first === 0 || first === 0xffffffff) && signs.every((word) => word === first);
};

/** Turned so that the first sign is positive: a negative factor changes nothing. */
function upright(signs: Uint32Array): number[] {
  const turned = signs[0]! >>> 31 === 0 ? 0xffffffff : 0;
  return Array.from(signs, (word) => (word ^ turned) >>> 0);
}

/** 52 bits of the stretch; those that share a key are told apart by all of it. */
const keyOf = (signs: readonly number[]): number =>
  ((signs[0]! ^ signs[2]!) >>> 0) * 2 ** 20 + (((signs[1]! ^ signs[3]!) >>> 0) & 0xfffff);
