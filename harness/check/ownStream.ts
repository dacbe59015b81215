/**
 * Random words that a check adds to a sample, from a stream named by the sample's entries: the same for the same sample,
 * different for another. With one fixed stream the stages of a case would share words, and would be dependent.
 */
import { openStream, wordReader } from "../random/index.js";
import type { Entries } from "./sample.js";

/** A reader of words for `use`, from a stream that the entries and their order determine. */
export const ownWords = (parts: readonly Entries[], use: string): (() => number) =>
  wordReader(openStream(digestOf(parts), use));

const TOP_BITS = 2 ** 21;
const scratch = new DataView(new ArrayBuffer(8));

/** A 53-bit digest of all entries: FNV-1a steps over 32-bit words in one half, multiply and rotate in the other. */
function digestOf(parts: readonly Entries[]): number {
  let [low, high] = [0x811c9dc5, 0x9e3779b9];
  const add = (word: number): void => {
    low = Math.imul(low ^ word, 0x01000193);
    high = Math.imul((high << 13) | (high >>> 19), 0x85ebca6b) ^ word;
  };
  for (const part of parts) {
    add(part.length);
    for (let k = 0; k < part.length; k++) {
      scratch.setFloat64(0, part[k]!);
      add(scratch.getUint32(0));
      add(scratch.getUint32(4));
    }
  }
  return (low >>> 0) + ((high >>> 0) % TOP_BITS) * 2 ** 32;
}
