/** `benchmark.csv`: one row for each contender and task; the runs themselves are kept, so that a later benchmark can be compared. */
import type { BenchComparison, BenchRecord, BenchRow } from "../harness/record/index.js";
import { type Cell, csv } from "./csv.js";
import { plain } from "./plain.js";
import type { TextOptions } from "./textOptions.js";
import { pageWidth, tableLines } from "./typeset.js";
import { pValueText } from "./wording.js";

const HEADER = [
  "implementation",
  "implementation_version",
  "initializer",
  "elements",
  "threads",
  "runs",
  "median_ns_per_element",
  "p10_ns_per_element",
  "p90_ns_per_element",
  "melem_per_s",
  "ratio_to_memory_fill",
  "samples_ns_per_element",
  "environment",
];

export function benchmarkCsv({ rows, environment }: BenchRecord): string {
  const around = Object.entries(environment)
    .map(([key, value]) => `${key}=${value}`)
    .join("; ");
  return csv(
    HEADER,
    rows.map((row): Cell[] => [
      ...[row.implementation, row.implementationVersion, row.initializer],
      ...[row.elements, row.threads, row.samples.length],
      ...[middle(row, 0.5), middle(row, 0.1), middle(row, 0.9)],
      ...[1e3 / middle(row, 0.5), row.ratioToMemoryFill, row.samples.join(" "), around],
    ]),
  );
}

/** The medians, the contenders that were absent, and the reference against an older benchmark. */
export function benchmarkText(record: BenchRecord, { quiet = false, columns }: Partial<TextOptions> = {}): string {
  const compared = record.comparisons ?? [];
  if (quiet)
    return compared
      .filter(({ verdict }) => verdict !== "pass")
      .map(comparisonText)
      .join("");
  const absent = record.absent.map((reason) => `without ${plain(reason)}\n`);
  return [timingsText(record, pageWidth(columns)), ...absent, ...compared.map(comparisonText)].join("");
}

const comparisonText = ({ initializer, elements, ratio, pValue, verdict }: BenchComparison): string =>
  `${verdict}: ${plain(initializer)} ${elements}: ${ratio.toFixed(3)} of the old time, p ${pValueText(pValue)}\n`;

function timingsText({ rows }: BenchRecord, page: number): string {
  const cells = rows.map((row) => [
    ...[row.initializer, String(row.elements), row.implementation, row.implementationVersion, String(row.threads)],
    middle(row, 0.5).toPrecision(4),
    row.ratioToMemoryFill === null ? "" : row.ratioToMemoryFill.toPrecision(3),
  ]);
  const head = ["task", "elements", "implementation", "version", "threads", "ns/element", "x memory fill"];
  const { header, rows: lines } = tableLines(head, cells, page, [0, 2, 3]);
  return [...header, ...lines.flat()].map((line) => `${line}\n`).join("");
}

function middle({ samples }: BenchRow, p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return low + (high - low) * (at - Math.floor(at));
}
