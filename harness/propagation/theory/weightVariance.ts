/** The variance of one entry of a weight matrix, as a function of its fans. */
export type EntryVariance = (fanIn: number, fanOut: number) => number;

/** An initializer, for the theory: a name below, the number sigma_w^2 = fan_in Var(w), or the variance of an entry. */
export type WeightInitializer = string | number | EntryVariance;

const glorot: EntryVariance = (fanIn, fanOut) => 2 / (fanIn + fanOut);
const he: EntryVariance = (fanIn) => 2 / fanIn;
const lecun: EntryVariance = (fanIn) => 1 / fanIn;
const variance =
  (value: number): EntryVariance =>
  () =>
    value;
const uniform = (limit: number): EntryVariance => variance(limit ** 2 / 3);

/** Uniform and normal laws of one variance share a mean-field curve: they differ at order 1/n^2 only. */
const NAMED: Readonly<Record<string, EntryVariance>> = {
  glorot_uniform: glorot,
  glorot_normal: glorot,
  xavier_uniform: glorot,
  xavier_normal: glorot,
  he_uniform: he,
  he_normal: he,
  kaiming_uniform: he,
  kaiming_normal: he,
  lecun_uniform: lecun,
  lecun_normal: lecun,
  random_normal: variance(0.05 ** 2),
  random_uniform: uniform(0.05),
  zeros: variance(0),
};

/** The entry variance of an initializer. Throws for a name whose entries are not independent with mean 0. */
export function weightVariance(initializer: WeightInitializer): EntryVariance {
  if (typeof initializer === "function") return initializer;
  if (typeof initializer === "number") return (fanIn) => initializer / fanIn;
  const named = Object.hasOwn(NAMED, initializer) ? NAMED[initializer] : undefined;
  if (named) return named;
  throw new Error(`weightVariance: initializer must be one of ${Object.keys(NAMED).join(", ")}, got ${initializer}`);
}
