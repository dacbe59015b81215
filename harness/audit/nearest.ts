/** Finds the contract that a tensor was probably meant to follow: the one that explains it best with one mistake. */
import { hypothesesFor } from "../gate/diagnose/hypotheses.js";
import { logLikelihood, thinned } from "../gate/diagnose/likelihood.js";
import { shifted } from "../gate/diagnose/shifted.js";
import type { Dtype } from "../weights/dtype.js";
import type { AtRest } from "./atRest.js";
import type { Candidate, Reading } from "./candidate.js";

const ENOUGH = 1000;
/** Cost of a mistake in nats. */
const PER_CHANGE = 5;
/** Bonus in nats for a contract that other tensors of the model follow. */
const IN_USE = 4;

export interface Nearest {
  readonly meant?: Candidate;
  /** Contracts that would lead to another answer if other tensors of the model followed them. */
  readonly swayedBy: readonly string[];
}

/** `inUse` holds the contracts that other tensors of the model follow. */
export function nearest(
  readings: readonly Reading[],
  { entries, dtype }: Pick<AtRest, "entries" | "dtype">,
  inUse: ReadonlySet<string>,
): Nearest {
  const [first] = readings;
  // An approximately orthogonal or sparse matrix does not occur by chance: it was meant, whatever else is wrong.
  if (first === undefined || first.best.expected.joint !== "independent")
    return { ...(first && { meant: first.best }), swayedBy: [] };
  const values = thinned(Float64Array.from(entries), ENOUGH);
  const scored = readings
    .filter(({ best }) => best.expected.joint === "independent")
    .map(({ best, sameLaw }) => {
      const used = [best, ...sameLaw].find(({ name }) => inUse.has(name));
      const score = explained(best, values, dtype) + (used === undefined ? 0 : IN_USE);
      return { one: used ?? best, names: [best, ...sameLaw].map(({ name }) => name), score };
    })
    .sort((a, b) => b.score - a.score);
  const top = scored[0]!;
  const close = scored.filter(({ score }) => score + IN_USE >= top.score);
  return { meant: top.one, swayedBy: close.flatMap(({ names }) => names).filter((name) => name !== top.one.name) };
}

/** The score in nats of the best explanation under this contract: the contract itself, or a mistake less its cost. */
function explained({ expected }: Candidate, values: Float64Array, dtype: Dtype): number {
  return [...hypothesesFor(expected), shifted(expected, values)].reduce(
    (most, { law, changes }) => Math.max(most, logLikelihood(law, values, dtype) - PER_CHANGE * changes),
    Number.NEGATIVE_INFINITY,
  );
}
