import { isSymmetric } from "../../contract/law/index.js";
import { binomialCdf, binomialSf } from "../../numeric/index.js";
import type { Check, Prospect } from "../check.js";
import { manyDraws } from "../marginal/applies.js";
import { isCoarse, isSpoiled } from "../marginal/uniforms.js";
import { ownWords } from "../ownStream.js";
import { atLeast, reach, twoSided } from "../power.js";
import type { Sample } from "../sample.js";

/** Entries of a window along a row, and along a column. */
const ALONG = 10;
const DOWN = 6;
/** Products that contain the newest sign of a window. */
const LOOKS = 2 ** (ALONG - 1) + 2 ** (DOWN - 1);

/**
 * Whether both signs are equally likely. A symmetric law with mean 0 has this under any rounding, another symmetric law
 * only if rounding is negligible.
 */
const isFair = ({ expected: { law }, dtype }: Prospect): boolean =>
  isSymmetric(law) && (law.mean === 0 || !isCoarse(law, dtype));

/**
 * Products of the signs of some entries within a window, for all subsets at once by a Walsh transform of the counts of windows.
 * The newest sign of a window is fair whatever the others are, so the products of all windows are independent and fair: binomial,
 * exactly.
 */
export const signParity: Check = {
  name: "sign_parity",
  question: "Do the signs of a few neighbours not decide the next one's?",
  tail: () => "exact",
  applies: (prospect) => manyDraws(1000)(prospect) && prospect.expected.joint === "independent" && isFair(prospect),
  run(sample) {
    const bits = signsOf(sample);
    const looks = [unbalanced(bits, 1, ALONG), unbalanced(bits, sample.matrix.columns, DOWN)];
    const [worst] = looks.toSorted((a, b) => a.pValue - b.pValue);
    const { windows, even, mask, distance, pValue } = worst!;
    return {
      pValue: isSpoiled(sample) ? Number.NaN : Math.min(1, LOOKS * pValue),
      statistic: even,
      expected: `${windows / 2} even products of ${windows}`,
      observed: `${even} of entries ${offsets(mask, distance).join(", ")} back`,
    };
  },
  detects: ({ n }, looks) =>
    `signs that their neighbours tell in ${atLeast(50 + (50 * reach(looks, LOOKS)) / Math.sqrt(n))}% of the places`,
};

/** 1 for entries above the mean; entries equal to the mean have a random sign from the sample's own stream. */
function signsOf({ values, expected: { law } }: Sample): Uint8Array {
  const { mean } = law;
  const bits = new Uint8Array(values.length);
  let read: (() => number) | undefined;
  for (let k = 0; k < bits.length; k++) {
    const x = values[k]!;
    if (x === mean) {
      read ??= ownWords([values], "signs of entries that have none");
      bits[k] = read() & 1;
    } else {
      // Signs are as good as random: a branch on one is predicted wrong every other time.
      bits[k] = Number(x > mean);
    }
  }
  return bits;
}

interface Parity {
  readonly pValue: number;
  readonly windows: number;
  readonly even: number;
  /** Which entries of the window are factors: bit j is the entry j steps back. */
  readonly mask: number;
  readonly distance: number;
}

const offsets = (mask: number, distance: number): readonly number[] =>
  Array.from({ length: ALONG }, (_, j) => j * distance).filter((_, j) => (mask >> j) & 1);

/** The most uneven product over windows of entries `distance` apart. */
function unbalanced(bits: Uint8Array, distance: number, width: number): Parity {
  const counts = new Float64Array(2 ** width);
  const codes = new Uint16Array(distance);
  const all = counts.length - 1;
  const before = (width - 1) * distance;
  for (let i = 0, place = 0; i < bits.length; i++) {
    const code = ((codes[place]! << 1) | bits[i]!) & all;
    codes[place] = code;
    if (i >= before) counts[code]!++;
    if (++place === distance) place = 0;
  }
  const windows = Math.max(0, bits.length - before);
  walsh(counts);
  let mask = 1;
  for (let k = 1; k <= all; k += 2) if (Math.abs(counts[k]!) > Math.abs(counts[mask]!)) mask = k;
  const even = (windows + counts[mask]!) / 2;
  const pValue = twoSided(binomialCdf(even, windows, 0.5), binomialSf(even, windows, 0.5));
  return { pValue, windows, even, mask, distance };
}

/** In place: entry m becomes the sum over k of (-1)^(number of common bits of k and m) times entry k. */
function walsh(x: Float64Array): void {
  for (let half = 1; half < x.length; half *= 2) {
    for (let from = 0; from < x.length; from += 2 * half) {
      for (let k = from; k < from + half; k++) {
        const [a, b] = [x[k]!, x[k + half]!];
        x[k] = a + b;
        x[k + half] = a - b;
      }
    }
  }
}
