/** `npm run calibrate`: what the gate says of samples that are right; writes docs/calibration.csv and docs/calibration.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type RouteName, routeNames } from "../right/index.js";
import { calibrationCsv, calibrationPage } from "./calibrationPage.js";
import type { CalibrationJob } from "./measureNull.js";
import { type NullJob, nulls, type PValues, rowsOf, TOO_OFTEN } from "./nulls.js";
import { inThreads } from "./threads.js";
import { type Alarms, type GatesJob, type RightJob, total } from "./wholeGates.js";

const { values } = parseArgs({
  options: {
    samples: { type: "string", default: "2500" },
    gates: { type: "string", default: "2000" },
    threads: { type: "string", default: "2" },
    out: { type: "string", default: "docs" },
  },
});
const threads = Number(values.threads);
const answers = <Answer>(jobs: readonly CalibrationJob[]): Promise<readonly Answer[]> =>
  inThreads<CalibrationJob, Answer>("measureNull", jobs, threads);

/** Small pieces, so that no thread is left alone at the end. */
const PIECE = 50;
const pieces = (count: number): readonly { readonly first: number; readonly count: number }[] =>
  Array.from({ length: Math.ceil(count / PIECE) }, (_, k) => ({
    first: k * PIECE,
    count: Math.min(PIECE, count - k * PIECE),
  }));

const nullJobs = nulls.flatMap(({ law }) =>
  pieces(Number(values.samples)).map((piece): NullJob => ({ kind: "null", law, ...piece })),
);
const pValues = await answers<PValues>(nullJobs);
const rows = nulls.flatMap(({ law }) => rowsOf(law, merged(pValues.filter((_, k) => nullJobs[k]!.law === law))));

const gates = total(
  await answers<Alarms>(pieces(Number(values.gates)).map((piece): GatesJob => ({ kind: "gates", ...piece }))),
);
const dtypes = ["float32", "float16", "bfloat16"] as const;
const right = total(
  await answers<Alarms>(
    routeNames.flatMap((route: RouteName) =>
      dtypes.map((dtype): RightJob => ({ kind: "right", route, dtype, seed: 0 })),
    ),
  ),
);

writeFileSync(join(values.out, "calibration.csv"), calibrationCsv(rows));
writeFileSync(join(values.out, "calibration.md"), calibrationPage(rows, gates, right));

const tooOften = rows.filter(({ z }) => !(z <= TOO_OFTEN));
for (const { law, check, level, rejected, samples, z } of tooOften) {
  process.stdout.write(`${check} of ${law}: ${rejected} of ${samples} at ${level}, z = ${z.toFixed(1)}\n`);
}
const alarms = [...gates.failures, ...right.failures];
for (const alarm of alarms) process.stdout.write(`${alarm}\n`);
process.exitCode = tooOften.length + alarms.length > 0 ? 1 : 0;

function merged(all: readonly PValues[]): PValues {
  const names = new Set(all.flatMap(Object.keys));
  return Object.fromEntries([...names].map((name) => [name, all.flatMap((one) => one[name] ?? [])]));
}
