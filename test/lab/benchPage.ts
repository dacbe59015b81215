/** docs/performance.md, from a benchmark's record. */
import { median } from "../../harness/bench/median.js";
import type { BenchRecord, BenchRow } from "../../harness/record/index.js";
import type { Peak } from "./peaks.js";

export function benchPage({ rows, environment, absent }: BenchRecord, peaks: readonly Peak[]): string {
  const keys = [...new Set(rows.map((row) => `${row.initializer} ${row.elements}`))];
  const sections = keys.map((key) => section(rows.filter((row) => `${row.initializer} ${row.elements}` === key)));
  const settings = Object.entries(environment).map(([key, value]) => `* ${key}: ${value}`);
  const missing = absent.length === 0 ? [] : ["", `Not measured: ${absent.join("; ")}.`];
  return `${[
    "# Performance",
    "",
    "Made by `npm run lab bench`; do not edit. Every round times each task once, so that all contenders meet the same machine, and",
    "runs what takes less than a tenth of a second once before, unwatched; the figures are medians over the rounds. `times` says how many times as long as the reference a contender takes, the reference",
    "on one thread wherever it was timed on one. The runs themselves are in `benchmark.csv`, which `initgate bench --compare`",
    "takes.",
    "",
    "An old NumPy or SciPy flatters the reference: their sorting and generators became faster since. Fills of NumPy and PyTorch",
    "are into memory that is there already, as the reference's are; those of the npm peers make a new array, as they must.",
    "",
    "`products` are 256 vectors of 1024 numbers times a 1024 x 1024 float32 matrix. The reference adds up in float64, as its",
    "networks do, like `torch-float64`; `torch` adds up in float32.",
    "",
    ...settings,
    ...missing,
    ...sections.flatMap((lines) => ["", ...lines]),
    ...memory(peaks),
  ].join("\n")}\n`;
}

function section(rows: readonly BenchRow[]): string[] {
  const own = rows.find(({ implementation }) => implementation === "reference");
  const { initializer, elements } = rows[0]!;
  const time = (row: BenchRow): number => median(row.samples);
  const lines = [...rows]
    .sort((a, b) => time(a) - time(b))
    .map((row) => {
      const times = own === undefined ? "" : (time(row) / time(own)).toFixed(2);
      const fill = row.ratioToMemoryFill === null ? "" : row.ratioToMemoryFill.toFixed(1);
      const whole = (time(row) * elements) / 1e6;
      const rate = elements === 1 ? "" : (1e3 / time(row)).toPrecision(4);
      const cells = [row.implementation, row.implementationVersion, row.threads, row.samples.length];
      return `| ${[...cells, whole.toPrecision(4), rate, times, fill].join(" | ")} |`;
    });
  const title = elements === 1 ? initializer : `${initializer}, ${elements} entries`;
  return [
    `## ${title}`,
    "",
    "| implementation | version | threads | runs | ms | million/s | times | x memory fill |",
    "|---|---|---|---|---|---|---|---|",
    ...lines,
  ];
}

function memory(peaks: readonly Peak[]): string[] {
  if (peaks.length === 0) return [];
  const mb = (kb: number): string => (kb / 1024).toFixed(1);
  const lines = peaks.map(({ implementation, threads, ready, whole }) => {
    const own = peaks.find((one) => one.implementation === "reference" && one.threads === threads);
    const times = own === undefined ? "" : ((whole - ready) / (own.whole - own.ready)).toFixed(1);
    return `| ${[implementation, threads, mb(whole), mb(ready), mb(whole - ready), times].join(" | ")} |`;
  });
  return [
    "",
    "## Memory of propagation",
    "",
    "The peak of a process's resident memory (Linux's VmHWM, in MB): of the whole process, of one that stands ready with",
    "everything loaded but has done nothing, and the difference, which the experiment took; `times` compares the differences.",
    "",
    "| implementation | threads | whole | ready | experiment | times |",
    "|---|---|---|---|---|---|",
    ...lines,
  ];
}
