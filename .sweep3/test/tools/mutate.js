/** `npm run mutate -- PART...`: mutates the files of each part, runs the tests meant to hold them, writes docs/mutation.csv and .md. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mutationCsv, mutationPage, readMutation } from "./mutationPage.js";
/** What is mutated together, and the fast tests that must notice. */
const PARTS = {
    budget: { files: ["harness/budget.ts"], tests: ["test/budget.test.ts"] },
    decide: { files: ["harness/decide.ts"], tests: ["test/decide.test.ts"] },
    ask: { files: ["harness/ask.ts"], tests: ["test/ask.test.ts"] },
    plan: { files: ["harness/plan.ts"], tests: ["test/drawnSizes.test.ts"] },
    judge: { files: ["harness/judge.ts"], tests: ["test/judge.test.ts"] },
    power: { files: ["harness/check/power.ts", "harness/check/counts.ts"], tests: ["test/check/power.test.ts"] },
    ranks: { files: ["harness/baseline/rankTest.ts"], tests: ["test/baseline/rankTest.test.ts"] },
    statistic: { files: ["harness/statistic/*.ts"], tests: ["test/statistic/*.test.ts"] },
    marginal: { files: ["harness/check/marginal/*.ts"], tests: ["test/check/**/*.test.ts"] },
    structure: { files: ["harness/check/structure/*.ts"], tests: ["test/check/**/*.test.ts"] },
};
const REPORT = "build/mutation/report.json";
const CSV = "docs/mutation.csv";
/** The text between two places, which count from 1. */
function textOf(source, { start, end }) {
    const lines = source.split("\n").slice(start.line - 1, end.line);
    lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
    return lines
        .join("\n")
        .slice(start.column - 1)
        .replaceAll(/\s+/g, " ");
}
function mutated(part) {
    const { files, tests } = PARTS[part];
    rmSync(REPORT, { force: true });
    const { status, stdout } = spawnSync("npx", ["stryker", "run", "--mutate", files.join(",")], {
        env: { ...process.env, MUTATION_TESTS: tests.join(",") },
        encoding: "utf8",
    });
    if (!existsSync(REPORT))
        throw new Error(`mutate: ${part} must be reported on, got exit ${status}\n${stdout}`);
    const report = JSON.parse(readFileSync(REPORT, "utf8"));
    return Object.entries(report.files).flatMap(([file, { source, mutants }]) => mutants.map(({ mutatorName, replacement, status: outcome, location }) => ({
        file,
        line: location.start.line,
        mutator: mutatorName,
        original: textOf(source, location),
        replacement: replacement.replaceAll(/\s+/g, " "),
        outcome,
    })));
}
const parts = process.argv.slice(2);
const unknown = parts.find((part) => !Object.hasOwn(PARTS, part));
if (parts.length === 0 || unknown !== undefined) {
    throw new Error(`mutate: parts must be of ${Object.keys(PARTS).join(", ")}, got ${unknown ?? "none"}`);
}
let rows = existsSync(CSV) ? readMutation(readFileSync(CSV, "utf8")) : [];
for (const part of parts) {
    const fresh = mutated(part);
    const files = new Set(fresh.map(({ file }) => file));
    rows = [...rows.filter(({ file }) => !files.has(file)), ...fresh];
}
rows = rows.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
writeFileSync(CSV, mutationCsv(rows));
writeFileSync("docs/mutation.md", mutationPage(rows));
