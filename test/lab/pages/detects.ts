/** `npm run lab detects`: plants in every check what it says it detects; writes docs/detects.csv and docs/detects.md. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { detectsCsv, detectsPage, isBroken, readDetects } from "../detectsPage.js";
import { type DetectsJob, type DetectsRow, jobsOf, keyOf } from "../measureDetects.js";
import { inThreads } from "../threads.js";

const { values } = parseArgs({
  options: {
    reps: { type: "string", default: "200" },
    threads: { type: "string", default: "2" },
    /** Names of checks, and a shape: the others' rows stay as they were measured before. */
    only: { type: "string", default: "" },
    shape: { type: "string", default: "" },
    out: { type: "string", default: "docs" },
  },
});

/** Rows measured before, of other checks or shapes, stay. */
const file = join(values.out, "detects.csv");
const before = existsSync(file) ? readDetects(readFileSync(file, "utf8")) : [];
const all = jobsOf(Number(values.reps));
const jobs = all.filter(
  ({ check, shape }) =>
    (values.only === "" || values.only.split(",").includes(check)) && (values.shape === "" || values.shape === shape),
);
const measured = await inThreads<DetectsJob, DetectsRow>("measureDetects", jobs, Number(values.threads));
const rows = all.flatMap((job) => [...measured, ...before].find((row) => keyOf(row) === keyOf(job)) ?? []);
writeFileSync(file, detectsCsv(rows));
writeFileSync(join(values.out, "detects.md"), detectsPage(rows, all.length));
for (const row of measured) {
  const { check, which, contract, shape, promised, caught, reps } = row;
  console.log(`${isBroken(row) ? "✗" : "✓"} ${check} ${which} ${contract} ${shape}: ${promised}: ${caught} of ${reps}`);
}
