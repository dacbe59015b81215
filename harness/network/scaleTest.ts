import { normalQuantile } from "../numeric/index.js";
import type { LayerLaw } from "./layerLaw.js";
import { lean, type MeanTest } from "./meanTest.js";

/** What the layers together say of a common error of the variance of the weights. */
export interface ScaleTest {
  /** Var(w) over the contract's, less one. */
  readonly error: number;
  /** Half the width of the band that the error must lie in. */
  readonly band: number;
  /** The smallest error that falls outside nine times in ten. */
  readonly detects: number;
  readonly z: number;
  readonly inside: boolean;
}

const POWER = 0.9;

/**
 * The layers' gains, each weighed by its precision: the most powerful test for a factor that all layers share, because what the
 * activations do at random, most of a curve's spread, drops out. Null where no layer has a law of its own.
 */
export function scaleTest(
  tests: readonly MeanTest[],
  laws: readonly (LayerLaw | null)[],
  critical: number,
): ScaleTest | null {
  let [precision, sum, third] = [0, 0, 0];
  tests.forEach(({ alive, mean }, l) => {
    const law = laws[l];
    if (!law || !(law.variance > 0) || !Number.isFinite(mean)) return;
    precision += alive / law.variance;
    third += (alive * law.skewness[0]) / law.variance ** 1.5;
    sum += ((mean - law.mean) * alive) / law.variance;
  });
  if (precision === 0) return null;
  const z = sum / Math.sqrt(precision);
  const skewness = third / precision ** 1.5;
  const unit = 1 / Math.sqrt(precision);
  return {
    error: Math.expm1(sum / precision),
    band: Math.expm1(critical * unit),
    detects: Math.expm1((critical + normalQuantile(POWER)) * unit),
    z,
    inside: z >= -critical - lean(-skewness, critical) && z <= critical + lean(skewness, critical),
  };
}
