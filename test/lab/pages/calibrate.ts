/**
 * `npm run lab calibrate`: what the gate says of samples that are right; writes docs/calibration.csv and docs/calibration.md. With
 * `--grid PATTERN` only the cells of the grid whose names match, into docs/calibration-grid.csv and .md: `--checks PATTERN` of some checks
 * only, `--entries N` a sample, `--samples N` a cell, and no further cell after `--seconds N`.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import picomatch from "picomatch";
import { type RouteName, routeNames } from "../../right/index.js";
import { calibrationCsv, calibrationPage } from "../calibrationPage.js";
import { cells, type GridJob, samplesOf, type Tally, together } from "../grid.js";
import { GRID_TOO_OFTEN, type GridRow, gridCsv, gridPage, readGrid, worstOf } from "../gridPage.js";
import type { CalibrationJob } from "../measureNull.js";
import { type NullJob, nulls, type PValues, rowsOf, TOO_OFTEN } from "../nulls.js";
import { inThreads } from "../threads.js";
import { type Alarms, type GatesJob, type RightJob, total } from "../wholeGates.js";

const { values } = parseArgs({
  options: {
    samples: { type: "string" },
    gates: { type: "string", default: "2000" },
    threads: { type: "string", default: "2" },
    out: { type: "string", default: "docs" },
    grid: { type: "string" },
    checks: { type: "string" },
    entries: { type: "string" },
    seconds: { type: "string", default: "1000000" },
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
    pieces(Number(values.samples ?? 2500)).map((piece): NullJob => ({ kind: "null", law, ...piece })),
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

/** Measures the cells that match, one after the other; each is written at once, beside what is known of others, and of other checks. */
async function calibrateGrid(pattern: string): Promise<boolean> {
  const path = join(values.out, "calibration-grid.csv");
  const until = performance.now() + 1000 * Number(values.seconds);
  const { checks = "*", entries } = values;
  let rows = existsSync(path) ? readGrid(readFileSync(path, "utf8")) : [];
  const write = (): void => {
    writeFileSync(path, gridCsv(rows));
    writeFileSync(join(values.out, "calibration-grid.md"), gridPage(rows));
  };
  // The page says what is known of the cells there are now, though none is measured.
  write();
  let isGood = true;
  for (const cell of cells.filter(({ name }) => picomatch.isMatch(name, pattern))) {
    if (performance.now() > until) break;
    const samples = Number(values.samples ?? samplesOf(cell));
    const asked = {
      kind: "grid",
      cell: cell.name,
      checks,
      ...(entries === undefined ? {} : { entries: Number(entries) }),
    };
    const jobs = pieces(samples).map((piece) => ({ ...asked, ...piece }) as GridJob);
    const measured = added((await answers<readonly Tally[]>(jobs)).flat()).map(
      (tally): GridRow => ({ cell: cell.name, ...tally }),
    );
    const known = rows.filter((row) => row.cell !== cell.name || !picomatch.isMatch(row.check, checks));
    rows = cells.flatMap(({ name }) => [...known, ...measured].filter((row) => row.cell === name));
    write();
    for (const row of measured.filter((one) => !(worstOf(one) <= GRID_TOO_OFTEN))) {
      isGood = false;
      process.stdout.write(
        `${row.check} (${row.tail}) in ${row.cell}: ${row.rejected.join(", ")} of ${row.samples}, least p ${row.least} of sample ${row.leastOf}\n`,
      );
    }
  }
  return isGood;
}

/** One tally a check and tail. */
function added(all: readonly Tally[]): readonly Tally[] {
  const sums = new Map<string, Tally>();
  for (const tally of all) {
    const key = `${tally.check} ${tally.tail}`;
    const known = sums.get(key);
    sums.set(key, known === undefined ? tally : together(known, tally));
  }
  return [...sums.values()];
}

function merged(all: readonly PValues[]): PValues {
  const names = new Set(all.flatMap(Object.keys));
  return Object.fromEntries([...names].map((name) => [name, all.flatMap((one) => one[name] ?? [])]));
}
