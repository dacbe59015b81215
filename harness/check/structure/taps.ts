import type { Law } from "../../contract/law/index.js";
import { binomialSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { isCoarse, isSpoiled } from "../marginal/uniforms.js";
import { atLeast, shareSeen } from "../power.js";
import type { Entries, Sample } from "../sample.js";
import { independentEntries } from "./applies.js";
import { cdfTable } from "./cdfTable.js";

/**
 * Distances of the two earlier terms that known generators add, subtract or xor: additive and subtractive Fibonacci generators
 * (Knuth, TAOCP 2, 3.2.2, table 1; Marsaglia and Zaman 1991; random() of the C library, .NET's Random, Go's math/rand) and R250
 * (Kirkpatrick and Stoll 1981).
 */
const TAPS: readonly (readonly [near: number, far: number])[] = [
  "1,2 1,3 2,3 1,15 1,63 3,7 3,31 5,17 10,24 22,43 24,37",
  "24,55 31,55 34,55 21,55 38,89 37,100 30,127 83,258 103,250 107,378 273,607",
  "1029,2281 576,3217 4187,9689",
].flatMap((line) => line.split(" ").map((pair) => pair.split(",").map(Number) as [number, number]));

/** The combinations of earlier words, with u = floor(2^31 F(x)): in 31 bits, which wrap as the generators' own words do. */
const FORMS = ["x[n - a] + x[n - b]", "x[n - a] - x[n - b]", "x[n - b] - x[n - a]", "x[n - a] xor x[n - b]"] as const;

const WORDS = 2 ** 31;
const MASK = WORDS - 1;

const LOOKS = TAPS.length * FORMS.length;
/** The most places at which each relation is tested. */
const MOST = 1024;
const FEWEST = 200;
/** A residue is near 0 if its leading bits, this many, are all 0 or all 1. */
const BITS = 10;
const NEAR = 2 ** (31 - BITS);
/** Probability of a residue near 0, plus the error of the table. */
const CHANCE = 2 ** (1 - BITS) + 1e-5;

/** Looks with at most this many times the expected hits are skipped; by chance one look in a few hundred has more. */
const USUAL = 3;

const placesFor = (far: number, size: number, tensors: number): number =>
  Math.min(MOST, tensors * Math.max(0, size - far));

/** Each residue contains a fresh uniform, so residues are uniform and independent, whatever the earlier entries are. */
export const taps: Check = {
  name: "taps",
  question: "Does no entry follow from two earlier ones, as in known generators?",
  tail: () => "exact",
  applies: (prospect) => {
    const { expected, dtype, tensors } = prospect;
    const places = placesFor(TAPS[0]![1], expected.shape.size, tensors);
    return independentEntries(1000)(prospect) && !isCoarse(expected.law, dtype) && places >= FEWEST;
  },
  run(sample) {
    const words = wordsOf(sample);
    let [worst, hits, places, name] = [1, 0, 0, ""];
    for (const [near, far] of TAPS) {
      const count = placesFor(far, words[0]!.length, words.length);
      if (count < FEWEST) continue;
      hitsOf(words, near, far, count).forEach((found, form) => {
        // A few hits are no relation, whatever their p-value, so it is not computed.
        if (found <= USUAL * count * CHANCE) return;
        const pValue = binomialSf(found, count, CHANCE);
        if (pValue >= worst) return;
        [worst, hits, places, name] = [pValue, found, count, `${FORMS[form]}, a = ${near}, b = ${far}`];
      });
    }
    return {
      pValue: isSpoiled(sample) ? Number.NaN : Math.min(1, LOOKS * worst),
      statistic: hits,
      expected: "no relation",
      observed: name === "" ? "no relation" : `${hits} of ${places} places follow ${name}`,
    };
  },
  detects: ({ expected: { shape }, tensors }, looks) => {
    const places = placesFor(TAPS[0]![1], shape.size, tensors);
    const tail = (count: number): number => (count > places ? 0 : LOOKS * binomialSf(count, places, CHANCE));
    return `a relation that holds in ${atLeast(100 * shareSeen(looks, tail, (share) => share * places))}% of the places`;
  },
};

/** The first entries of each tensor, as many as the relations need. */
function wordsOf({ tensors, expected: { law } }: Sample): readonly Int32Array[] {
  const longest = TAPS.reduce((most, [, far]) => Math.max(most, far), 0) + MOST;
  let left = Math.max(longest, MOST + 256 * Math.ceil(MOST / tensors[0]!.length));
  const out: Int32Array[] = [];
  for (const tensor of tensors) {
    if (left <= 0) break;
    const part = tensor.subarray(0, longest);
    out.push(words(part, law));
    left -= part.length;
  }
  return out;
}

function words(entries: Entries, law: Law): Int32Array {
  const cdf = cdfTable(law);
  const out = new Int32Array(entries.length);
  for (let k = 0; k < out.length; k++) out[k] = Math.min(MASK, cdf(entries[k]!) * WORDS);
  return out;
}

/** For each form, the number of places where the word less the combination of earlier words is near 0. */
function hitsOf(words: readonly Int32Array[], near: number, far: number, count: number): readonly number[] {
  let [sums, differences, reversed, exclusive, left] = [0, 0, 0, 0, count];
  for (const word of words) {
    const end = Math.min(word.length, far + left);
    for (let n = far; n < end; n++) {
      const [u, a, b] = [word[n]!, word[n - near]!, word[n - far]!];
      // Shifted by NEAR, the residues near 0 from either side are one range.
      if (((u - a - b + NEAR) & MASK) < 2 * NEAR) sums++;
      if (((u - a + b + NEAR) & MASK) < 2 * NEAR) differences++;
      if (((u + a - b + NEAR) & MASK) < 2 * NEAR) reversed++;
      if ((((u ^ a ^ b) + NEAR) & MASK) < 2 * NEAR) exclusive++;
    }
    left -= Math.max(0, end - far);
    if (left <= 0) break;
  }
  return [sums, differences, reversed, exclusive];
}
