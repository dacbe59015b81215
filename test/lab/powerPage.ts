/** The measured power as a table for machines and a page for readers. */
import { checks } from "../../harness/check/index.js";
import { csv } from "../../reports/csv.js";
import type { Mutant } from "../mutants/index.js";
import { defaultPlan } from "./gateMutant.js";
import type { PowerRow } from "./measurePower.js";

const HEADER = ["mutant", "of", "mistake", "shape", "n", "reps", "detected", "diagnosed", "strongest_check"] as const;

export const powerCsv = (rows: readonly PowerRow[]): string =>
  csv(
    HEADER,
    rows.map((row) => [
      row.mutant,
      row.of,
      row.mistake,
      row.shape,
      row.n,
      row.reps,
      row.detected,
      row.named,
      row.strongest,
    ]),
  );

export function powerPage(mutants: readonly Mutant[], rows: readonly PowerRow[]): string {
  const promised = rows.filter((row) => row.promised);
  const elsewhere = rows.filter((row) => !row.promised);
  const caught = promised.filter(({ detected }) => detected === 1).length;
  const gates = (of: (row: PowerRow) => number): number => promised.reduce((sum, row) => sum + of(row), 0);
  const named = gates(({ reps, named: rate }) => reps * rate) / gates(({ reps, detected }) => reps * detected);
  const { budget } = defaultPlan;
  return `# Power: known-wrong initializers, and how often the gate catches them

Written by \`npm run lab power\`. Every row of \`docs/power.csv\` is one known mistake (\`test/mutants\`), gated with fresh seeds
at the levels of the whole default run: alpha ${budget.alpha} shared among ${budget.tests} p-values. "detected" is the share of
runs that failed, "named" the share whose diagnosis was the mistake, or a reading that the same tensors bear as well. Rows at the sizes
where mistakes show are of ${runsOf(promised)} each.

${caught} of ${promised.length} mistakes were caught in every run at the size they are promised at. Of the runs that failed
there, ${percent(named)} were named rightly.

## At the size each mistake shows

${table(promised)}

## Beyond an affordable sample

${unseen(mutants)}

## What each check catches

At those sizes, the mistakes that made a check fail, and those of them that no other check saw.

${catches(promised)}

## At sizes nobody chose for them

Swapped fans do not show where there is nothing to swap, nor a forgotten receptive field in a matrix, and effects of a
percent need more entries than these. That is why the default gate has many shapes, and why every finding states what it
\`detects\`.

${elsewhere.length === 0 ? "Not measured since the code last changed." : `${runsOf(elsewhere)} each.\n\n${table(elsewhere)}`}
`;
}

function runsOf(rows: readonly PowerRow[]): string {
  const [least, most] = [Math.min(...rows.map(({ reps }) => reps)), Math.max(...rows.map(({ reps }) => reps))];
  return least === most ? `${least} ${least === 1 ? "run" : "runs"}` : `${least} to ${most} runs`;
}

function catches(rows: readonly PowerRow[]): string {
  const lines = checks.map(({ name }) => {
    const caught = rows.filter(({ failed }) => failed.includes(name));
    const alone = caught.filter(({ failed }) => failed.length === 1).map(({ mutant }) => mutant);
    const strongest = caught.filter((row) => row.strongest === name).length;
    return `| ${name} | ${caught.length} | ${strongest} | ${alone.join(", ")} |`;
  });
  return ["| check | catches | strongest | alone |", "| --- | --- | --- | --- |", ...lines].join("\n");
}

const percent = (rate: number): string => `${(100 * rate).toFixed(1)}%`;

function table(rows: readonly PowerRow[]): string {
  const cells = rows.map((row) => [
    row.mutant,
    row.of,
    row.mistake,
    row.shape,
    row.n,
    percent(row.detected),
    percent(row.named),
    row.strongest,
  ]);
  const header = ["mutant", "claims", "mistake", "shape", "entries", "detected", "named", "strongest check"];
  return [header, header.map(() => "---"), ...cells].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

const unseen = (mutants: readonly Mutant[]): string =>
  mutants
    .filter((one) => one.unseen !== undefined)
    .map((one) => `* \`${one.name}\`: ${one.unseen}.`)
    .join("\n");
