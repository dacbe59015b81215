/** What mutation testing found, as a table for machines and a page for readers. */
import { csv } from "../../reports/csv.js";
import { parseCsv } from "../reports/parseCsv.js";
import { survivorsExplained } from "./survivors.js";

export interface MutantRow {
  readonly file: string;
  readonly line: number;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
  /** Stryker's word: Killed, Survived, Timeout, NoCoverage, Ignored and so on. */
  readonly outcome: string;
}

const HEADER = ["file", "line", "mutator", "original", "replacement", "outcome"] as const;
const SHORT = 120;

export const mutationCsv = (rows: readonly MutantRow[]): string =>
  csv(
    HEADER,
    rows.map(({ file, line, mutator, original, replacement, outcome }) => [
      ...[file, line, mutator, original.slice(0, SHORT), replacement.slice(0, SHORT), outcome],
    ]),
  );

export const readMutation = (text: string): readonly MutantRow[] =>
  parseCsv(text)
    .slice(1)
    .map(([file, line, mutator, original, replacement, outcome]) => ({
      ...{ file: file!, line: Number(line), mutator: mutator!, original: original! },
      ...{ replacement: replacement!, outcome: outcome! },
    }));

const isKilled = ({ outcome }: MutantRow): boolean => outcome === "Killed" || outcome === "Timeout";
const isAlive = ({ outcome }: MutantRow): boolean => outcome === "Survived" || outcome === "NoCoverage";

export function mutationPage(rows: readonly MutantRow[]): string {
  const files = [...new Set(rows.map(({ file }) => file))];
  const score = (some: readonly MutantRow[]): string => {
    const [killed, alive] = [some.filter(isKilled).length, some.filter(isAlive).length];
    const gaps = some.filter((row) => isAlive(row) && survivorsExplained(row) === undefined).length;
    return `${killed} of ${killed + alive} | ${((100 * killed) / Math.max(1, killed + alive)).toFixed(1)}% | ${gaps}`;
  };
  const lines = files.map((file) => `| ${file} | ${score(rows.filter((row) => row.file === file))} |`);
  const code = (text: string): string => `\`${text.replaceAll("`", "'").replaceAll("|", "\\|").slice(0, 60)}\``;
  const survivors = rows
    .filter(isAlive)
    .map(
      (row) =>
        `| ${row.file}:${row.line} | ${code(row.original)} | ${code(row.replacement)} | ${survivorsExplained(row) ?? "a gap"} |`,
    );
  return `# Mutation testing: would a test notice?

Written by \`npm run lab mutate -- PART...\` (StrykerJS with Vitest). Every mutant changes one thing in one file: an operator, a bound, a
constant, a branch, a call. It is killed if one of the fast tests that are meant to hold the file fails. Only killed and surviving
mutants count; those that do not compile, and constants worked out when a file is loaded, are left out. Files that are not listed have
not been mutated yet. \`docs/mutation.csv\` has every mutant.

| file | killed | score | survivors that are gaps |
| --- | --- | --- | --- |
${lines.join("\n")}
| all | ${score(rows)} |

## Survivors

| place | was | became | why no test can, or does, notice |
| --- | --- | --- | --- |
${survivors.join("\n")}
`;
}
