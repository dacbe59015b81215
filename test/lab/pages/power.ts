/**
 * `npm run lab power`: gates every mutant many times over; writes docs/power.csv and docs/power.md. What is promised comes first, seed
 * after seed. It takes an hour, so it goes on where it was stopped: `--state` keeps what is done (of this code: remove it with a
 * change), `--seconds` is how long a call works, and rows have as many gates as there were.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mutants } from "../../mutants/index.js";
import type { Caught } from "../gateMutant.js";
import { type Gate, jobsFor, type PowerJob, rowOf } from "../measurePower.js";
import { powerCsv, powerPage } from "../powerPage.js";
import { inThreads } from "../threads.js";

const { values } = parseArgs({
  options: {
    reps: { type: "string", default: "20" },
    threads: { type: "string", default: "2" },
    seconds: { type: "string", default: "1000000" },
    state: { type: "string", default: "build/power.jsonl" },
    only: { type: "string", default: "" },
    out: { type: "string", default: "docs" },
  },
});

interface Line {
  readonly gate: Gate;
  readonly caught: Caught;
}
const done = new Map<string, Caught>();
if (existsSync(values.state)) {
  for (const text of readFileSync(values.state, "utf8").trimEnd().split("\n")) {
    const { gate, caught } = JSON.parse(text) as Line;
    done.set(JSON.stringify(gate), caught);
  }
}
const isDone = (gate: Gate): boolean => done.has(JSON.stringify(gate));

const chosen = mutants.filter(({ name }) => name.includes(values.only));
const jobs = chosen.flatMap((mutant) => jobsFor(mutant, Number(values.reps)));
const gatesOf = ({ name, size, reps }: PowerJob): readonly Gate[] =>
  Array.from({ length: reps }, (_, seed) => ({ name, size, seed }));
const gates = [true, false]
  .flatMap((promised) =>
    jobs
      .filter((job) => job.promised === promised)
      .flatMap(gatesOf)
      .toSorted(bySeed),
  )
  .filter((gate) => !isDone(gate));
function bySeed(a: Gate, b: Gate): number {
  return a.seed - b.seed;
}

/** So many at a time, that little is lost where the program is stopped. */
const AT_ONCE = 20;
const until = performance.now() + 1000 * Number(values.seconds);
for (let from = 0; from < gates.length && performance.now() < until; from += AT_ONCE) {
  const some = gates.slice(from, from + AT_ONCE);
  const caught = await inThreads<Gate, Caught>("measurePower", some, Number(values.threads));
  for (const [k, gate] of some.entries()) {
    done.set(JSON.stringify(gate), caught[k]!);
    appendFileSync(values.state, `${JSON.stringify({ gate, caught: caught[k]! } satisfies Line)}\n`);
  }
}

const rows = jobs
  .map((job) =>
    rowOf(
      job,
      gatesOf(job)
        .filter(isDone)
        .map((gate) => done.get(JSON.stringify(gate))!),
    ),
  )
  .filter(({ reps }) => reps > 0);
writeFileSync(join(values.out, "power.csv"), powerCsv(rows));
writeFileSync(join(values.out, "power.md"), powerPage(chosen, rows));

const promised = rows.filter((row) => row.promised);
const missed = promised.filter(({ detected }) => detected < 1);
for (const row of missed) process.stdout.write(`missed: ${row.mutant} at ${row.shape}: ${row.detected}\n`);
for (const row of promised.filter(({ named }) => named < 1)) {
  process.stdout.write(`misnamed: ${row.mutant} (${row.mistake}) at ${row.shape}: ${row.named}, ${row.diagnoses}\n`);
}
process.stdout.write(`${gates.filter((gate) => !isDone(gate)).length} gates are left\n`);
process.exitCode = missed.length > 0 ? 1 : 0;
