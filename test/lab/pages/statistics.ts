/** `npm run lab statistics`: the gate's statistics here and in NumPy and SciPy, on the same entries, by turns; prints ratios of medians. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { kolmogorovDistance } from "../../../harness/check/statistic/kolmogorov.js";
import { momentsOf } from "../../../harness/check/statistic/moments.js";
import { standardNormal } from "../../../harness/contract/law/index.js";
import { sampleInto } from "../../../harness/contract/law/sample.js";
import { openStream } from "../../../harness/random/index.js";
import { everything } from "../everything.js";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "7" }, python: { type: "string", default: "python3" } },
});

/** Runs before the first that counts: the engine compiles what it sees often, an interpreter's libraries are compiled. */
const WARM = 30;

interface Task {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly run: (x: Float32Array, rows: number, columns: number) => number;
}

const ks = (x: Float32Array): number => kolmogorovDistance([x], x.length, standardNormal);
const tasks: readonly Task[] = [
  { name: "ks", rows: 1000, columns: 1000, run: ks },
  { name: "ks", rows: 4000, columns: 4000, run: ks },
  {
    name: "moments",
    rows: 1000,
    columns: 1000,
    run: (x) => {
      const { n, sums } = momentsOf([x], 0);
      return sums[0] / n + sums[1] / n - (sums[0] / n) ** 2;
    },
  },
  { name: "everything", rows: 1000, columns: 1000, run: everything },
];

const folder = mkdtempSync(join(tmpdir(), "statistics-"));
const peer = spawn(values.python, [join(import.meta.dirname, "../../../../test/lab/statistics_peer.py")], {
  stdio: ["pipe", "pipe", "inherit"],
  env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
});
const lines = createInterface({ input: peer.stdout })[Symbol.asyncIterator]();
const answer = async (): Promise<string> => (await lines.next()).value ?? "";

try {
  process.stdout.write(`${await answer()}, one thread; medians of ${values.rounds} rounds by turns\n`);
  for (const task of tasks) process.stdout.write(`${await compare(task)}\n`);
} finally {
  peer.stdin.end();
  rmSync(folder, { recursive: true });
}

async function compare({ name, rows, columns, run }: Task): Promise<string> {
  const x = new Float32Array(rows * columns);
  sampleInto(standardNormal, openStream(0, "statistics"), x);
  const file = join(folder, "entries");
  writeFileSync(file, x);
  const [theirs, ours]: [Times[], Times[]] = [[], []];
  for (let k = 0; k < WARM; k++) run(x, rows, columns);
  for (let round = 0; round < Number(values.rounds); round++) {
    peer.stdin.write(`${name} ${file} ${rows} ${columns}\n`);
    const [time, busy, value] = (await answer()).split(" ").map(Number) as [number, number, number];
    const [start, before] = [performance.now(), process.cpuUsage()];
    const own = run(x, rows, columns);
    const { user, system } = process.cpuUsage(before);
    ours.push({ time: performance.now() - start, busy: (user + system) / 1000 });
    theirs.push({ time, busy });
    if (!(Math.abs(own - value) <= 1e-6 * Math.abs(value)))
      throw new Error(`${name}: must agree with the peer's ${value}, got ${own}`);
  }
  return `${name} ${rows * columns}: ${told(theirs, ours, "time")}; of the processor ${told(theirs, ours, "busy")}`;
}

/** By the clock, and of the processor, all threads of the process: what counts where others work on the machine. */
interface Times {
  readonly time: number;
  readonly busy: number;
}

function told(theirs: readonly Times[], ours: readonly Times[], which: keyof Times): string {
  const [a, b] = [theirs, ours].map((all) => median(all.map((one) => one[which]))) as [number, number];
  return `${a.toFixed(2)} ms there, ${b.toFixed(2)} ms here, ${(a / b).toFixed(1)} times as fast`;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1]!;
}
