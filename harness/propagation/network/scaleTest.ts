import { normalQuantile } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";
import type { Prediction } from "./layerLaw.js";
import { lean, type MeanTest } from "./meanTest.js";

/** The test, over all layers together, of a common error of the variance of the weights. */
export interface ScaleTest {
  /** Var(w) over the contract's, less one. */
  readonly error: number;
  /** Half the width of the band that the error must lie in. */
  readonly band: number;
  /** The smallest error that is detected with 90% power. */
  readonly detects: number;
  readonly z: number;
  readonly inside: boolean;
}

const POWER = 0.9;
/** A variance estimated from fewer networks is not used as a weight: it may be nearly 0 by chance. */
const FEWEST = 50;

/**
 * The layers' gains, each weighed by its precision: the most powerful test for a factor that all layers share, because what the
 * activations do at random, most of a curve's spread, drops out. Null where no layer has a law of its own.
 */
export function scaleTest(
  tests: readonly MeanTest[],
  { gain: laws, gainDependence }: Pick<Prediction, "gain" | "gainDependence">,
  critical: number,
): ScaleTest | null {
  let [precision, sum, third] = [0, 0, 0];
  tests.forEach(({ alive, mean }, l) => {
    const law = laws[l];
    if (!law || !(law.variance > 0) || law.draws < FEWEST || !Number.isFinite(mean)) return;
    // A law that was estimated adds its own error to that of the networks.
    const weight = 1 / (law.variance * (1 / alive + 1 / law.draws));
    precision += weight;
    third += (power(weight, 3) * law.skewness[0] * power(law.variance, 1.5)) / alive ** 2;
    sum += (mean - law.mean) * weight;
  });
  if (precision === 0) return null;
  const unit = Math.sqrt(gainDependence / precision);
  const z = sum / precision / unit;
  const skewness = third / power(precision, 1.5);
  return {
    error: Math.expm1(sum / precision),
    band: Math.expm1(critical * unit),
    detects: Math.expm1((critical + normalQuantile(POWER)) * unit),
    z,
    inside: z >= -critical - lean(-skewness, critical) && z <= critical + lean(skewness, critical),
  };
}
