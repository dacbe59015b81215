/** Reads a model as a whole: tensors with a common fitted scale determine it better than one tensor does. */

import { indicesIn, withoutIndices } from "../contract/pattern.js";
import type { AuditRow } from "../record/index.js";
import { oneLine } from "../weights/oneLine.js";
import type { Scale } from "./candidate.js";
import { roundest } from "./roundest.js";

/**
 * Two scales are the same within SAME standard errors of their difference; a printed scale is rounded within ROUNDED of
 * its own standard errors.
 */
const SAME = 4;
const ROUNDED = 2;

interface Shared {
  readonly family: string;
  readonly value: number;
  /** Relative standard error. */
  readonly error: number;
  readonly rows: readonly number[];
}

/** The rows, with common scales printed in place of each tensor's own, and notes on these scales. */
export function readTogether(
  rows: readonly AuditRow[],
  scales: ReadonlyMap<number, Scale>,
): { readonly rows: readonly AuditRow[]; readonly notes: readonly string[] } {
  const shared = sharedScales(scales).filter((one) => one.rows.length > 1);
  const largest = shared.reduce<Shared | undefined>(
    (most, one) => (most && most.rows.length >= one.rows.length ? most : one),
    undefined,
  );
  const figureOf = new Map(shared.flatMap((one) => one.rows.map((row) => [row, figure(one)] as const)));
  return {
    rows: rows.map((row, at) => {
      const common = figureOf.get(at);
      return common === undefined ? row : { ...row, bestFit: row.bestFit.replace(/stddev=[^,)]+/, `stddev=${common}`) };
    }),
    notes: shared.map((one) => {
      const names = one.rows.map((at) => rows[at]!.tensor);
      return `all ${one.rows.length} ${patternsOf(names)} share sd ${figure(one)}${depthOf(one, largest!, names)}`;
    }),
  };
}

/**
 * Groups of scales that cannot be distinguished, the smallest scale first. Those of uniforms are left out: their errors
 * of 1/n are too small to pool them.
 */
function sharedScales(scales: ReadonlyMap<number, Scale>): readonly Shared[] {
  const groups: Shared[] = [];
  const sorted = [...scales].filter(([, { family }]) => family !== "uniform").sort(([, a], [, b]) => a.value - b.value);
  for (const [row, { family, value, error }] of sorted) {
    const at = groups.findLastIndex((one) => one.family === family);
    const group = groups[at];
    const isSame =
      group !== undefined && Math.abs(value / group.value - 1) < SAME * Math.sqrt(error ** 2 + group.error ** 2);
    if (!isSame) groups.push({ family, value, error, rows: [row] });
    else groups[at] = pooled(group, { family, value, error }, row);
  }
  return groups;
}

function pooled(group: Shared, { value, error }: Scale, row: number): Shared {
  const [own, other] = [1 / group.error ** 2, 1 / error ** 2];
  return {
    ...group,
    value: (own * group.value + other * value) / (own + other),
    error: 1 / Math.sqrt(own + other),
    rows: [...group.rows, row],
  };
}

const figure = ({ value, error }: Shared): string =>
  roundest(value, value * (1 - ROUNDED * error), value * (1 + ROUNDED * error));

/** Patterns such as `h.*.attn.c_proj.weight`: a number in a name is that of a layer. */
function patternsOf(names: readonly string[]): string {
  const patterns = [...new Set(names.map(withoutIndices))];
  const more = patterns.length > MOST_NAMED ? ` and ${patterns.length - MOST_NAMED} more kinds` : "";
  return `${patterns
    .slice(0, MOST_NAMED)
    .map((pattern) => `\`${oneLine(pattern)}\``)
    .join(", ")}${more}`;
}

const MOST_NAMED = 4;

/** Whether the scale is the commonest one divided by sqrt(2 L), for L layers among these names. */
function depthOf(one: Shared, most: Shared, names: readonly string[]): string {
  const layers = new Set(names.flatMap((name) => indicesIn(name)[0] ?? [])).size;
  const ratio = (most.value / one.value) ** 2;
  const isDepth = Math.abs(ratio / (2 * layers) - 1) < 2 * SAME * Math.sqrt(one.error ** 2 + most.error ** 2);
  return one !== most && one.family === most.family && layers > 1 && isDepth
    ? ` = ${Number(figure(most))} / sqrt(2 * ${layers})`
    : "";
}
