import type { Check } from "../check.js";
import { coincidence, FEWEST_ALIKE } from "../matchProbability.js";
import { type Entries, type MatrixView, squarest } from "../sample.js";
import { independentEntries } from "./applies.js";

/** Rows, or columns, that are equal up to sign. If one entry agrees with probability 1e-7, 8 of them agree with 1e-56. */
export const repeatedBlocks: Check = {
  name: "repeated_blocks",
  question: "Does no row or column repeat another?",
  tail: () => "invariant",
  applies: (prospect) => {
    if (!independentEntries(1)(prospect)) return false;
    const { rows, columns } = squarest(prospect.expected.shape.dims);
    // Fewer entries may agree under any law. This condition excludes most biases by their shape alone.
    if (!((rows >= 2 && columns >= FEWEST_ALIKE) || (columns >= 2 && rows >= FEWEST_ALIKE))) return false;
    const least = coincidence(prospect.expected.law, prospect.dtype);
    return (rows >= 2 && columns >= least) || (columns >= 2 && rows >= least);
  },
  run({ tensors, matrix, dtype, expected: { law } }) {
    let repeats = 0;
    const least = coincidence(law, dtype);
    for (const tensor of tensors) repeats += repeatsIn(tensor, matrix, least);
    return {
      pValue: repeats === 0 ? 1 : 0,
      statistic: repeats,
      expected: "no repeats",
      observed: `${repeats} repeated rows or columns`,
    };
  },
  detects: () => "one row or column that repeats another, or its negative",
};

function repeatsIn(tensor: Entries, { rows, columns }: MatrixView, least: number): number {
  const byRows = columns >= least && rows >= 2;
  const byColumns = rows >= least && columns >= 2;
  return (
    (byRows ? repeatsAmong(rows, columns, (r, c) => tensor[r * columns + c]!) : 0) +
    (byColumns ? repeatsAmong(columns, rows, (c, r) => tensor[r * columns + c]!) : 0)
  );
}

/** The number of lines less that of distinct lines; only lines with the same first magnitude can be equal. */
function repeatsAmong(lines: number, length: number, entry: (line: number, k: number) => number): number {
  const alike = new Map<number, number[]>();
  for (let line = 0; line < lines; line++) {
    const first = Math.abs(entry(line, 0));
    const group = alike.get(first);
    if (group === undefined) alike.set(first, [line]);
    else group.push(line);
  }
  let repeats = 0;
  for (const group of alike.values()) {
    if (group.length > 1) repeats += group.length - new Set(keys(group, length, entry)).size;
  }
  return repeats;
}

/** One key for each line: its entries, negated if the first is negative. */
function keys(lines: readonly number[], length: number, entry: (line: number, k: number) => number): string[] {
  const values = new Float64Array(length);
  const bytes = Buffer.from(values.buffer);
  return lines.map((line) => {
    const sign = entry(line, 0) < 0 ? -1 : 1;
    for (let k = 0; k < length; k++) values[k] = sign * entry(line, k) + 0;
    return bytes.toString("latin1");
  });
}
