/** `npm run lab bench`: every peer beside the reference; writes docs/benchmark.csv and docs/performance.md. */
import { spawnSync } from "node:child_process";
import { existsSync, renameSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bench } from "../../../harness/bench/bench.js";
import { surroundings } from "../../../harness/program/surroundings.js";
import { benchmarkCsv } from "../../../reports/benchmark.js";
import { benchPage } from "../benchPage.js";
import { peaks } from "../peaks.js";

const { values } = parseArgs({
  options: {
    out: { type: "string", default: "docs" },
    runs: { type: "string", default: "11" },
    python: { type: "string", default: existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3" },
    quick: { type: "boolean", default: false },
  },
});

const PEERS = resolve("test/lab/peers");
const { status } = spawnSync("npm", ["ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"], {
  cwd: PEERS,
  stdio: "inherit",
});
if (status !== 0) throw new Error(`bench: npm ci of ${PEERS} must succeed, it ended with ${status}`);

const record = await bench(
  {
    ...{ python: values.python, peers: PEERS, runs: Number(values.runs), quick: values.quick },
    threads: availableParallelism(),
    onRound: (_, done, of) => process.stderr.write(`bench: round ${done} of ${of}\n`),
  },
  { ...surroundings, thread: new URL("../../../harness/program/thread.js", import.meta.url) },
);
for (const absent of record.absent) process.stderr.write(`bench: without ${absent}\n`);
for (const [name, text] of [
  ["benchmark.csv", benchmarkCsv(record)],
  ["performance.md", benchPage(record, values.quick ? [] : peaks(values.python, availableParallelism()))],
] as const) {
  writeFileSync(join(values.out, `.${name}`), text);
  renameSync(join(values.out, `.${name}`), join(values.out, name));
}
