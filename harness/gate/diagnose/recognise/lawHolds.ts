import type { DiagnoseInput } from "../input.js";
import { momentsOf } from "../moments.js";

/** Approximately: moments of dependent entries may be a little off. */
export function lawHolds({ expected: { law }, samples }: DiagnoseInput): boolean {
  const { mean, variance, kurtosis } = momentsOf(samples[0]!.values);
  const near = (ratio: number): boolean => Math.abs(ratio - 1) < 0.2;
  const centred = Math.abs(mean - law.mean) < 0.1 * Math.sqrt(law.variance);
  return centred && near(variance / law.variance) && near(kurtosis / law.moment(4));
}
