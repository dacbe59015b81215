/** Compares the tensors of one model: each may be right alone, and two of them wrong together. */

import type { Diagnosis } from "../../record/index.js";
import { fourDigits } from "../../record/numberText.js";
import { copyOf } from "./copy.js";
import { correlationOf } from "./correlation.js";
import type { Overlap } from "./overlap.js";
import { MOST_COMPARED, type Trace } from "./trace.js";

export { type Overlap, stretches } from "./overlap.js";
export { keptOf, MOST_COMPARED, type Trace, traceOf } from "./trace.js";

/** A tensor that depends on an earlier one. */
export interface Relation {
  /** Index of the later tensor among the traces. */
  readonly later: number;
  readonly pValue: number;
  readonly diagnosis: Diagnosis;
}

/** The number of p-values that `relationsAmong` and the stretches need for this many tensors. */
export function relationTests(tensors: number): number {
  const compared = Math.min(tensors, MOST_COMPARED);
  return compared * (compared - 1) + 1;
}

/** For each tensor its first relation to an earlier one that is significant at this level. */
export function relationsAmong(
  traces: readonly Trace[],
  level: number,
  areTied: (one: string, other: string) => boolean,
): readonly Relation[] {
  return traces.flatMap((other, later) => {
    for (const one of traces.slice(0, later)) {
      const relation = areTied(one.name, other.name) ? undefined : relationOf(one, other);
      if (relation !== undefined && relation.pValue <= level) return [{ later, ...relation }];
    }
    return [];
  });
}

function relationOf(one: Trace, other: Trace): Omit<Relation, "later"> | undefined {
  const copy = copyOf(one, other);
  if (copy !== undefined) {
    const whole = one.size === other.size && copy.entries === one.size;
    const what = whole ? "every entry is" : `the first ${copy.entries} entries are`;
    const factor = copy.factor === 1 ? "" : `${fourDigits(copy.factor)} times `;
    const places = whole ? "that" : "those";
    const evidence = `${what} ${factor}${places} of ${one.name}`;
    return {
      pValue: copy.pValue,
      diagnosis: reused(copy.factor === 1 ? `${evidence}; ${howToTie(one, other)}` : evidence),
    };
  }
  const together = correlationOf(one, other);
  if (together === undefined) return undefined;
  const { pValue, correlation, entries } = together;
  const evidence = `a correlation of ${correlation.toPrecision(3)} with ${one.name} over ${entries} entries`;
  return { pValue, diagnosis: reused(evidence, ["correlated-entries"]) };
}

const howToTie = (one: Trace, other: Trace): string =>
  `if they are meant to be one, the contract says so: [[tied]] names = ${JSON.stringify([one.name, other.name])}`;

export function overlapDiagnosis({ name, at, here }: Overlap, own: string): Diagnosis {
  return name === own
    ? {
        mistake: "repeated-block",
        evidence: `entries from ${here} on repeat those from ${at} on, up to a factor`,
        alsoFits: [],
      }
    : reused(`entries from ${here} on repeat those of ${name} from ${at} on, up to a factor`);
}

const reused = (evidence: string, alsoFits: readonly string[] = []): Diagnosis => ({
  mistake: "seed-reused",
  evidence,
  alsoFits,
});
