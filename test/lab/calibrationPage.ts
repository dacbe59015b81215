/** The measured nulls as a table for machines and a page for readers. */
import { csv } from "../../reports/csv.js";
import { routeNames } from "../right/index.js";
import { LEVELS, type NullRow, TOO_OFTEN } from "./nulls.js";
import type { Alarms } from "./wholeGates.js";

const HEADER = ["law", "check", "tail", "samples", "level", "rejected", "rate", "z"] as const;

export const calibrationCsv = (rows: readonly NullRow[]): string =>
  csv(
    HEADER,
    rows.map(({ law, check, tail, samples, level, rejected, z }) => [
      law,
      check,
      tail,
      samples,
      level,
      rejected,
      rejected / samples,
      z,
    ]),
  );

export function calibrationPage(rows: readonly NullRow[], gates: Alarms, right: Alarms): string {
  const worst = Math.max(...rows.map(({ z }) => z));
  return `# Calibration: what the gate says of initializers that are right

Written by \`npm run lab calibrate\`. Small shapes, grouped ones and all number formats are on the [grid](calibration-grid.md).

## Every check against its own null

Rejection rates of samples that follow their law: 10,152 entries a sample (two tensors of 54x94, or as many of the stated shape), drawn by the reference, seeds 0, 1, 2, ...
z is the normal deviate of so many rejections or more under the exact binomial law (z = 3 is one in 741); a check must stay
below ${TOO_OFTEN} and the largest here is ${worst.toFixed(2)}. Invariants must not reject at all.

${table(rows)}

### Less often than the level

A p-value may be too large, never too small: a check may reject right samples less often than its level, and pays with power. These do, by more
than ${TOO_OFTEN} deviates at some level. Counts are discrete and several looks share one level by a union bound (tail counts, signs, duplicates, sparsity); 16-bit
values are judged by their whole rounding interval where spreading them would need to be exact.

${named(rows.filter(({ tail, z }) => tail !== "invariant" && z < -TOO_OFTEN))}

### More often than the level

By more than ${TOO_OFTEN} deviates; all that stands in neither list is within ${TOO_OFTEN} deviates of every level.

${named(rows.filter(({ z }) => !(z <= TOO_OFTEN)))}

## Whole gates

A gate here is every default initializer of the reference on every default shape but 300x500, at 1,000 entries a case (two
tensors of 78x130 have 20,280), with a fresh seed and alpha 1e-9: ${gates.gates} gates,
${gates.tests} p-values, **${gates.failures.length} failures**. ${gates.escalated} p-values went on to a second stage; were every
one uniform, ${gates.expected.toFixed(0)} would have.

## Other right samplers

Subjects that share nothing with the reference (\`test/right\`: ${routeNames.join(", ")}), each through the default gate in
float32, float16 and bfloat16: ${right.gates} gates, ${right.tests} p-values, **${right.failures.length} failures**, ${right.escalated}
second stages where ${right.expected.toFixed(0)} were to be expected.
`;
}

/** The checks of these rows, each with its laws. */
function named(rows: readonly NullRow[]): string {
  const lines = [...new Set(rows.map(({ check }) => check))].map((name) => {
    const laws = new Set(rows.filter(({ check }) => check === name).map(({ law }) => law));
    return `- \`${name}\`: ${[...laws].join(", ")}`;
  });
  return lines.length === 0 ? "None." : lines.join("\n");
}

function table(rows: readonly NullRow[]): string {
  const pairs = [...new Set(rows.map(({ law, check }) => `${law} ${check}`))];
  const lines = pairs.map((name) => {
    const levels = rows.filter(({ law, check }) => `${law} ${check}` === name);
    const { law, check, tail, samples } = levels[0]!;
    const rates = levels.map(({ rejected }) => (rejected / samples).toPrecision(3));
    const z = Math.max(...levels.map((row) => row.z));
    return [law, check, tail, samples, ...rates, z.toFixed(1)];
  });
  const header = ["law", "check", "tail", "samples", ...LEVELS.map(String), "largest z"];
  return [header, header.map(() => "---"), ...lines].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
