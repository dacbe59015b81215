/**
 * `npm run calibrate`: what the gate says of samples that are right; writes docs/calibration.csv and docs/calibration.md. With
 * `--grid PATTERN` only the cells of the grid whose names match, into docs/calibration-grid.csv and .md.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import picomatch from "picomatch";
import { type RouteName, routeNames } from "../right/index.js";
import { calibrationCsv, calibrationPage } from "./calibrationPage.js";
import { cells, type GridJob, samplesOf, type Tally } from "./grid.js";
import { GRID_TOO_OFTEN, type GridRow, gridCsv, gridPage, readGrid, worstOf } from "./gridPage.js";
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
    grid: { type: "string" },
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

process.exitCode = (await (values.grid === undefined ? calibrateAll() : calibrateGrid(values.grid))) ? 0 : 1;

async function calibrateAll(): Promise<boolean> {
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
  return tooOften.length + alarms.length === 0;
}

/** Measures the cells that match, one after the other; each is written at once, beside what is known of the others. */
async function calibrateGrid(pattern: string): Promise<boolean> {
  const path = join(values.out, "calibration-grid.csv");
  let rows = existsSync(path) ? readGrid(readFileSync(path, "utf8")) : [];
  let isGood = true;
  for (const cell of cells.filter(({ name }) => picomatch.isMatch(name, pattern))) {
    const jobs = pieces(samplesOf(cell)).map((piece): GridJob => ({ kind: "grid", cell: cell.name, ...piece }));
    const tallies = await answers<readonly Tally[]>(jobs);
    const measured = added(tallies.flat()).map((tally): GridRow => ({ cell: cell.name, ...tally }));
    const known = rows;
    rows = cells.flatMap(({ name }) => (name === cell.name ? measured : known.filter((row) => row.cell === name)));
    writeFileSync(path, gridCsv(rows));
    writeFileSync(join(values.out, "calibration-grid.md"), gridPage(rows));
    for (const row of measured.filter((one) => !(worstOf(one) <= GRID_TOO_OFTEN))) {
      isGood = false;
      process.stdout.write(`${row.check} in ${row.cell}: ${row.rejected.join(", ")} of ${row.samples}\n`);
    }
  }
  return isGood;
}

/** One tally a check and tail. */
function added(all: readonly Tally[]): readonly Tally[] {
  const keys = new Set(all.map(({ check, tail }) => `${check} ${tail}`));
  return [...keys].map((key) => {
    const own = all.filter(({ check, tail }) => `${check} ${tail}` === key);
    const { check, tail } = own[0]!;
    const samples = own.reduce((sum, one) => sum + one.samples, 0);
    const rejected = own[0]!.rejected.map((_, k) => own.reduce((sum, one) => sum + one.rejected[k]!, 0));
    return { check, tail, samples, rejected };
  });
}

function merged(all: readonly PValues[]): PValues {
  const names = new Set(all.flatMap(Object.keys));
  return Object.fromEntries([...names].map((name) => [name, all.flatMap((one) => one[name] ?? [])]));
}
