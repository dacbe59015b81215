/** `npm run lab power`: gates every mutant many times over; writes docs/power.csv and docs/power.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mutants } from "../../mutants/index.js";
import type { PowerJob, PowerRow } from "../measurePower.js";
import { jobsFor } from "../measurePower.js";
import { powerCsv, powerPage } from "../powerPage.js";
import { inThreads } from "../threads.js";

const { values } = parseArgs({
  options: {
    reps: { type: "string", default: "20" },
    threads: { type: "string", default: "2" },
    only: { type: "string", default: "" },
    out: { type: "string", default: "docs" },
  },
});

const chosen = mutants.filter(({ name }) => name.includes(values.only));
const jobs = chosen.flatMap((mutant) => jobsFor(mutant, Number(values.reps)));
const rows = await inThreads<PowerJob, PowerRow>("measurePower", jobs, Number(values.threads));
writeFileSync(join(values.out, "power.csv"), powerCsv(rows));
writeFileSync(join(values.out, "power.md"), powerPage(chosen, rows));

const promised = rows.filter(({ promised: yes }) => yes);
const missed = promised.filter(({ detected }) => detected < 1);
for (const row of missed) process.stdout.write(`missed: ${row.mutant} at ${row.shape}: ${row.detected}\n`);
for (const row of promised.filter(({ named }) => named < 1)) {
  process.stdout.write(`misnamed: ${row.mutant} (${row.mistake}) at ${row.shape}: ${row.named}, ${row.diagnoses}\n`);
}
process.exitCode = missed.length > 0 ? 1 : 0;
