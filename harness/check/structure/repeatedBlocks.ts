import { type Entries, type MatrixView, squarest } from "../../sample.js";
import type { Check } from "../check.js";
import { coincidence } from "../matchProbability.js";
import { independentEntries } from "./applies.js";

/** Rows, or columns, that repeat each other up to sign. With entries of 1e-7 chance each, 8 of them agree by chance at 1e-56. */
export const repeatedBlocks: Check = {
  name: "repeated_blocks",
  question: "Does no row or column repeat another?",
  tail: () => "invariant",
  applies: (prospect) => {
    if (!independentEntries(1)(prospect)) return false;
    const { rows, columns } = squarest(prospect.expected.shape.dims);
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
  const rowKeys = columns >= least && rows >= 2 ? keys(rows, columns, (r, c) => tensor[r * columns + c]!) : [];
  const columnKeys = rows >= least && columns >= 2 ? keys(columns, rows, (c, r) => tensor[r * columns + c]!) : [];
  return rowKeys.length - new Set(rowKeys).size + columnKeys.length - new Set(columnKeys).size;
}

/** One key a line: its entries, turned so that the first is positive. */
function keys(lines: number, length: number, entry: (line: number, k: number) => number): string[] {
  const values = new Float64Array(length);
  const bytes = Buffer.from(values.buffer);
  return Array.from({ length: lines }, (_, line) => {
    const sign = entry(line, 0) < 0 ? -1 : 1;
    for (let k = 0; k < length; k++) values[k] = sign * entry(line, k) + 0;
    return bytes.toString("latin1");
  });
}
