/** Finds the law that the entries follow if their scale is right and their shape is not. */
import { chiSquareSf } from "../../numeric/index.js";
import { OTHER_LAWS, type OtherLaw } from "./otherLaws.js";

/** The most entries that are used. */
const MOST = 20_000;
/** The lead in nats that a law needs over the contract's. */
const CLEAR = 7;
const CELLS = 32;
/** A law does not fit if its p-value is below this. */
const FITS = 1e-4;
/** Density of an impossible entry: a few of them do not exclude a law. */
const FLOOR = 1e-9;

/**
 * The name of the likeliest law, if it fits; the entries `standard` have mean 0 and variance 1 under the contract, whose density
 * is `contract`.
 */
export function otherLawOf(standard: Float64Array, contract: (y: number) => number): string | undefined {
  const step = Math.max(1, Math.floor(standard.length / MOST));
  const values = standard.filter((_, k) => k % step === 0);
  const scored = OTHER_LAWS.map((law) => ({ law, score: score(law.density, values) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  if (!(best.score > score(contract, values) + CLEAR)) return undefined;
  return fits(best.law, values) ? best.law.name : undefined;
}

function score(density: (y: number) => number, values: Float64Array): number {
  let sum = 0;
  for (const y of values) sum += Math.log(Math.max(FLOOR, density(y)));
  return sum;
}

/** A chi-square test with cells of about equal probability, whose edges come from summing the density. */
function fits({ density, cdf }: OtherLaw, values: Float64Array): boolean {
  const reach = 12;
  const steps = 24_000;
  const place = (k: number): number => -reach + (2 * reach * k) / steps;
  const massOf = (k: number): number =>
    cdf === undefined ? density(place(k + 0.5)) : cdf(place(k + 1)) - cdf(place(k));
  const masses = Float64Array.from({ length: steps }, (_, k) => massOf(k));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  const counts = new Float64Array(steps);
  for (const y of values) counts[Math.max(0, Math.min(steps - 1, Math.floor(((y + reach) * steps) / (2 * reach))))]!++;
  let [statistic, cells, mass, count] = [0, 0, 0, 0];
  for (let k = 0; k < steps; k++) {
    mass += masses[k]! / total;
    count += counts[k]!;
    if (mass < 1 / CELLS && k < steps - 1) continue;
    const each = mass * values.length;
    if (each > 0) {
      statistic += (count - each) ** 2 / each;
      cells++;
    } else if (count > 0) return false;
    [mass, count] = [0, 0];
  }
  return chiSquareSf(statistic, Math.max(1, cells - 1)) > FITS;
}
