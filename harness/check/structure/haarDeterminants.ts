import type { Block } from "../../contract/blocks.js";
import { binomialCdf, binomialSf } from "../../numeric/index.js";
import type { Check, Prospect } from "../check.js";
import { atLeast, reach, twoSided } from "../power.js";
import type { Entries } from "../sample.js";

/** With fewer determinants, even all signs equal would not be significant. */
const FEWEST = 11;

/** Only square blocks have determinants. */
const squares = ({ orthogonal }: Prospect["expected"]): readonly Block[] =>
  (orthogonal?.matrices ?? []).filter(({ rows, columns }) => rows === columns && rows > 0);

/** A Haar matrix is a rotation or a reflection with equal probability: the signs of determinants are fair, exactly. */
export const haarDeterminants: Check = {
  name: "haar_determinants",
  question: "Are as many square matrices reflections as rotations?",
  tail: () => "exact",
  applies: ({ expected, tensors }) => tensors * squares(expected).length >= FEWEST,
  run({ tensors, expected }) {
    const signs = tensors.flatMap((tensor) => squares(expected).map((block) => signOfDeterminant(tensor, block)));
    const count = signs.length;
    const positive = signs.filter((sign) => sign > 0).length;
    const pValue = twoSided(binomialCdf(positive, count, 0.5), binomialSf(positive, count, 0.5));
    return {
      pValue: signs.some(Number.isNaN) ? Number.NaN : pValue,
      statistic: positive,
      expected: `${count / 2} of determinant 1`,
      observed: `${positive} of ${count}`,
    };
  },
  detects: ({ expected, tensors }, looks) => {
    const count = tensors * squares(expected).length;
    return `${atLeast(Math.min(100, 50 + (50 * reach(looks)) / Math.sqrt(count)))}% of determinants of one sign`;
  },
};

/** The sign by elimination, with the largest pivot of each column. */
function signOfDeterminant(tensor: Entries, { rows: n, at }: Block): number {
  const a = Array.from({ length: n }, (_, r) => Float64Array.from({ length: n }, (_, c) => tensor[at(r, c)]!));
  let sign = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let r = k + 1; r < n; r++) if (Math.abs(a[r]![k]!) > Math.abs(a[pivot]![k]!)) pivot = r;
    if (pivot !== k) {
      [a[k], a[pivot]] = [a[pivot]!, a[k]!];
      sign = -sign;
    }
    const top = a[k]!;
    sign *= Math.sign(top[k]!);
    for (let r = k + 1; r < n; r++) {
      const row = a[r]!;
      const factor = row[k]! / top[k]!;
      for (let c = k + 1; c < n; c++) row[c]! -= factor * top[c]!;
    }
  }
  return sign;
}
