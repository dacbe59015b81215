/** Finds copied and dependent units among weights that a contract draws independently: these do not occur by chance. */
import { rankOf } from "./rank.js";

/** Fewer entries than this may agree by chance, where a law has atoms. */
const FEWEST = 4;

/** Finds what is copied while layers are passed one after the other. */
export interface CopyFinder {
  /** Examines the weights into layer l, inputs by outputs. */
  look(layer: number, weights: Float32Array, outputs: number): void;
  readonly found: string | null;
}

/** A random matrix may be close to one whose rank is lower by 1; a rank lower by this much is no chance. */
const FEWER = 4;

/** @param ranked the only layer whose rank is computed, since that takes longer than all else */
export function copyFinder(ranked: number): CopyFinder {
  const layers = new Map<number, MatrixExcerpt[]>();
  let found: string | null = null;
  return {
    look(layer, weights, outputs) {
      if (found !== null || weights.length < FEWEST) return;
      const own = excerptOf(layer, weights);
      const alike = layers.get(own.hash) ?? [];
      const other = alike.find((one) => isSameExcerpt(one, own));
      if (other !== undefined) {
        found = `layers ${other.layer} and ${layer} are the same matrix`;
        return;
      }
      layers.set(own.hash, [...alike, own]);
      const units = copiedUnits(weights, outputs);
      if (units === 0 && layer === ranked) found = lowRank(layer, weights, outputs);
      if (units > 0) found = `${units} of ${outputs} units of layer ${layer} are copies of others`;
    },
    get found() {
      return found;
    },
  };
}

function lowRank(layer: number, weights: Float32Array, outputs: number): string | null {
  const { size, rank } = rankOf(weights, outputs);
  return size - rank < FEWER
    ? null
    : `the weights of layer ${layer} have low rank: ${rank} of their first ${size} inputs and outputs`;
}

/** The number of entries, spread over a matrix, that are kept of it: if they are equal in two matrices, so are the matrices. */
const EXCERPT = 64;

interface MatrixExcerpt {
  readonly layer: number;
  /** Of the whole matrix. */
  readonly size: number;
  readonly bits: Int32Array;
  readonly hash: number;
}

function excerptOf(layer: number, weights: Float32Array): MatrixExcerpt {
  const entries = new Float32Array(Math.min(EXCERPT, weights.length));
  const step = weights.length / entries.length;
  for (let k = 0; k < entries.length; k++) entries[k] = weights[Math.floor(k * step)]!;
  const bits = new Int32Array(entries.buffer);
  let hash = weights.length;
  for (let k = 0; k < bits.length; k++) hash = (Math.imul(hash, 31) + bits[k]!) | 0;
  return { layer, size: weights.length, bits, hash };
}

const isSameExcerpt = (a: MatrixExcerpt, b: MatrixExcerpt): boolean =>
  a.size === b.size && a.bits.every((bits, k) => bits === b.bits[k]);

/**
 * The number of units whose incoming weights equal those of an earlier unit; the weights of the first input are
 * compared before the others.
 */
function copiedUnits(weights: Float32Array, outputs: number): number {
  const inputs = weights.length / outputs;
  if (inputs < FEWEST) return 0;
  const isSame = (a: number, b: number): boolean => {
    for (let k = 0; k < weights.length; k += outputs) if (weights[k + a] !== weights[k + b]) return false;
    return true;
  };
  const seen = new Map<number, number>();
  let copies = 0;
  for (let unit = 0; unit < outputs; unit++) {
    const first = seen.get(weights[unit]!);
    if (first === undefined) seen.set(weights[unit]!, unit);
    else if (isSame(first, unit)) copies++;
  }
  return copies;
}
