/**
 * `npm run lab calibratePropagate`: right networks of every law at narrow widths, at levels where some curves must lie outside; writes
 * docs/calibration-propagate.md. It goes on where it was stopped: `--seconds` is how long a call works, `--state` where it keeps
 * what is done.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cellName, type PropagateTally, propagateCells, propagateNull } from "../propagateNulls.js";
import { propagatePage } from "../propagatePage.js";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "300" },
    seconds: { type: "string", default: "1000000" },
    state: { type: "string", default: "build/propagate.jsonl" },
    out: { type: "string", default: "docs" },
  },
});

interface Line {
  readonly cell: string;
  readonly seed: number;
  readonly tally: PropagateTally;
}

const lines: Line[] = existsSync(values.state)
  ? readFileSync(values.state, "utf8")
      .split("\n")
      .filter((text) => text !== "")
      .map((text) => JSON.parse(text))
  : [];
const done = new Set(lines.map(({ cell, seed }) => `${cell} ${seed}`));
const until = performance.now() + 1000 * Number(values.seconds);

for (let seed = 0; seed < Number(values.runs); seed++) {
  for (const cell of propagateCells) {
    const name = cellName(cell);
    if (done.has(`${name} ${seed}`) || performance.now() > until) continue;
    const line = { cell: name, seed, tally: propagateNull(cell, seed) };
    lines.push(line);
    appendFileSync(values.state, `${JSON.stringify(line)}\n`);
  }
}

const { page, tooOften } = propagatePage(
  propagateCells.map((cell) => {
    const own = lines.filter((line) => line.cell === cellName(cell)).map(({ tally }) => tally);
    return { cell, runs: own.length, tallies: own };
  }),
);
writeFileSync(join(values.out, "calibration-propagate.md"), page);
for (const name of tooOften) process.stdout.write(`outside too often: ${name}\n`);
process.exitCode = tooOften.length > 0 ? 1 : 0;
