/** One tensor begins as another does, up to a factor: two layers drawn from one seed. */
import type { Trace } from "./trace.js";

/** Fewer entries may agree by chance. */
const FEWEST = 8;
/** Bits of a ratio that rounding may change. */
const SPOILED = 4;
/** Bits by which the density of a ratio, and the choice of the factor, may make agreement likelier. */
const ALLOWED = 4;

export interface Copy {
  readonly pValue: number;
  /** The later tensor divided by the earlier one. */
  readonly factor: number;
  readonly entries: number;
}

/**
 * Whether the entries at the start of both tensors have one ratio, to within 2^-k, where k is the precision of the dtype less the
 * bits that rounding changes. If the tensors are independent, each entry agrees with probability at most 2^-(k - ALLOWED).
 */
export function copyOf(one: Trace, other: Trace): Copy | undefined {
  const n = Math.min(one.start.length, other.start.length);
  if (n < FEWEST) return undefined;
  const at = largest(one.start.subarray(0, FEWEST));
  const factor = other.start[at]! / one.start[at]!;
  if (!Number.isFinite(factor) || factor === 0) return undefined;
  const precision = Math.min(one.precision, other.precision);
  const tolerance = factor === 1 ? 0 : 2 ** (SPOILED - precision);
  for (let k = 0; k < n; k++) {
    const meant = factor * one.start[k]!;
    if (!(Math.abs(other.start[k]! - meant) <= tolerance * Math.abs(meant))) return undefined;
  }
  // Equal values need no tolerance: the likeliest value of a law has probability at most 2^-(precision - 1).
  const bits = factor === 1 ? precision - 1 : precision - SPOILED - ALLOWED;
  return { pValue: 2 ** (-(n - 1) * Math.max(0, bits)), factor, entries: n };
}

function largest(values: Float32Array): number {
  let at = 0;
  for (let k = 1; k < values.length; k++) if (Math.abs(values[k]!) > Math.abs(values[at]!)) at = k;
  return at;
}
