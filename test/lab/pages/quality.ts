/** `npm run lab quality`: the reference's generators, a thousand million entries each, under every check that can be streamed; writes docs/quality.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { LAWS, type QualityJob, type QualityRow } from "../qualityOf.js";
import { inThreads } from "../threads.js";

const { values } = parseArgs({
  options: {
    n: { type: "string", default: "1e9" },
    seed: { type: "string", default: "0" },
    threads: { type: "string", default: "2" },
    out: { type: "string", default: "docs" },
  },
});

/** Over all rows: how likely a right generator is to fail this page. */
const ALPHA = 1e-4;

const names = Object.keys(LAWS) as (keyof typeof LAWS)[];
const jobs = names.map((law): QualityJob => ({ law, n: Number(values.n), seed: Number(values.seed) }));
const rows = (await inThreads<QualityJob, readonly QualityRow[]>("qualityOf", jobs, Number(values.threads))).flat();
const failed = rows.filter(({ pValue }) => !(pValue > ALPHA / rows.length));
writeFileSync(join(values.out, "quality.md"), page());
for (const { law, check, pValue } of failed) process.stdout.write(`${law} ${check}: p = ${pValue}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;

function page(): string {
  const table = rows.map(
    ({ law, check, statistic, pValue }) =>
      `| ${law} | ${check} | ${Number(statistic.toPrecision(6))} | ${Number(pValue.toPrecision(3))} |`,
  );
  return [
    "# Quality of the reference's generators",
    "",
    `Written by \`npm run lab quality -- --n ${values.n} --seed ${values.seed}\`. Each law is drawn in one stream of ${Number(values.n)} entries, block after`,
    "block, by the same kernels that fill a weight. What adds up over blocks (moments, counts, Legendre components, lags, equal",
    "pairs within a block) is judged once at the full size; Anderson-Darling and Cramer-von Mises are judged block by block, their",
    "smallest p-value times the number of blocks; the Kolmogorov-Smirnov distance is exact over the whole stream, which is",
    "drawn a second time for it.",
    "",
    `A right generator fails any of the ${rows.length} rows with probability at most ${ALPHA}: a row fails below ${(ALPHA / rows.length).toPrecision(2)}.`,
    failed.length === 0 ? "All rows pass." : `Failed: ${failed.map(({ law, check }) => `${law} ${check}`).join(", ")}.`,
    "",
    "| law | check | statistic | p |",
    "|---|---|---|---|",
    ...table,
    "",
  ].join("\n");
}
