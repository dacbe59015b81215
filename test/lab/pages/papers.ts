/** `npm run lab papers`: published results on signal propagation, predicted and simulated; writes docs/papers.csv and docs/papers.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { papers } from "../papers/index.js";
import { conclude, jobsFor, type PaperJob } from "../papers/run.js";
import { complaints, papersCsv, papersPage } from "../papersPage.js";
import { inThreads } from "../threads.js";

const { values } = parseArgs({
  options: {
    effort: { type: "string", default: "1" },
    threads: { type: "string", default: "2" },
    only: { type: "string", default: "" },
    out: { type: "string", default: "docs" },
  },
});

const chosen = papers.filter(({ id }) => id.includes(values.only));
const jobs = chosen.flatMap((paper) => jobsFor(paper, Number(values.effort)));
const answers = await inThreads<PaperJob, readonly (readonly number[])[]>("measurePaper", jobs, Number(values.threads));
const results = conclude(chosen, jobs, answers);
writeFileSync(join(values.out, "papers.csv"), papersCsv(results));
writeFileSync(join(values.out, "papers.md"), papersPage(results));

const wrong = results.flatMap(complaints);
for (const line of wrong) process.stdout.write(`${line}\n`);
process.exitCode = wrong.length > 0 ? 1 : 0;
