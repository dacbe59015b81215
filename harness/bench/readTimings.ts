/** The rows of a `benchmark.csv` of ours: quoted cells there hold no quotes of their own in the columns that are read. */
import type { Timing } from "./compare.js";

export function readTimings(text: string): readonly Timing[] {
  const [header, ...lines] = text.split("\n").filter((line) => line !== "");
  const names = header?.split(",") ?? [];
  const at = (name: string): number => {
    const index = names.indexOf(name);
    if (index < 0) throw new Error(`bench: --compare must name a benchmark.csv with the column ${name}, got none`);
    return index;
  };
  const columns = ["implementation", "initializer", "elements", "threads", "samples_ns_per_element"].map(at);
  return lines.map((line) => {
    const cells = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!.map((cell) => cell.replace(/,$/, ""));
    const [implementation, initializer, elements, threads, samples] = columns.map((index) => cells[index] ?? "") as [
      string,
      string,
      string,
      string,
      string,
    ];
    const numbers = samples.split(" ").filter(Boolean).map(Number);
    if (![elements, threads, ...numbers].every((number) => Number.isFinite(Number(number)))) {
      throw new Error(`bench: --compare must name a benchmark.csv with numbers, got ${line.slice(0, 60)}`);
    }
    return { implementation, initializer, elements: Number(elements), threads: Number(threads), samples: numbers };
  });
}
