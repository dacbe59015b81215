/**
 * `npm run lab calibrateIdentify`: audits without claims of tensors and stock PyTorch layers that are right, at levels where some
 * alarms must occur; writes docs/calibration-identify.md. It takes hours of one core, so it goes on where it was stopped:
 * `--seconds` is how long a call works, `--state` where it keeps what is done.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { identifyPage } from "../identifyPage.js";
import { drawRight, type Judged, judgeRight } from "../rightTensors.js";
import { auditStock, type Stock } from "../stockLayers.js";

const { values } = parseArgs({
  options: {
    tensors: { type: "string", default: "12000" },
    files: { type: "string", default: "1000" },
    seconds: { type: "string", default: "1000000" },
    state: { type: "string", default: "build/identify.jsonl" },
    python: { type: "string", default: "/usr/bin/python3" },
    out: { type: "string", default: "docs" },
  },
});

interface Line {
  readonly tensor?: number;
  readonly judged?: Judged | null;
  readonly stock?: Stock;
}

const lines: Line[] = existsSync(values.state)
  ? readFileSync(values.state, "utf8")
      .trim()
      .split("\n")
      .filter((text) => text !== "")
      .map((text) => JSON.parse(text))
  : [];
const add = (line: Line): void => {
  lines.push(line);
  appendFileSync(values.state, `${JSON.stringify(line)}\n`);
};
const until = performance.now() + 1000 * Number(values.seconds);
const isLate = (): boolean => performance.now() > until;

const done = new Set(lines.flatMap(({ tensor }) => (tensor === undefined ? [] : [tensor])));
for (let seed = 0; seed < Number(values.tensors) && !isLate(); seed++) {
  if (done.has(seed)) continue;
  const right = drawRight(seed);
  add({ tensor: seed, judged: right === undefined ? null : judgeRight(right) });
}
while (!isLate()) {
  const files = lines.reduce((sum, { stock }) => sum + (stock?.files ?? 0), 0);
  if (files >= Number(values.files)) break;
  add({ stock: await auditStock(values.python, files) });
}

const judged = lines.flatMap((line) => line.judged ?? []);
const stock = lines.flatMap((line) => line.stock ?? []);
const { page, alarms } = identifyPage(judged, stock);
writeFileSync(join(values.out, "calibration-identify.md"), page);
for (const alarm of alarms) process.stdout.write(`${alarm}\n`);
process.stdout.write(`${judged.length} tensors, ${stock.reduce((sum, { files }) => sum + files, 0)} files\n`);
process.exitCode = alarms.length > 0 ? 1 : 0;
