/** Plain sample moments of all entries of a sample, and intervals for them. */
import { normalQuantileSf } from "../../numeric/index.js";

export interface MomentEstimates {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
  /** Fourth standardised moment. */
  readonly kurtosis: number;
}

export function momentsOf(values: Float64Array): MomentEstimates {
  const n = values.length;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  let [second, fourth] = [0, 0];
  for (const x of values) {
    const square = (x - mean) ** 2;
    second += square;
    fourth += square * square;
  }
  return { n, mean, variance: second / n, kurtosis: (fourth * n) / second ** 2 };
}

/** Half-width factor of a 99% interval. */
const Z = normalQuantileSf(0.005);

/** The observed variance over the expected one, with its 99% interval. */
export function ratioOf({ n, variance, kurtosis }: MomentEstimates, expected: number): { ratio: number; half: number } {
  const ratio = variance / expected;
  return { ratio, half: Z * ratio * Math.sqrt(Math.max(0, kurtosis - 1) / n) };
}

/** Whether the variance may be the expected one. */
export function isRightScale(moments: MomentEstimates, expected: number): boolean {
  const { ratio, half } = ratioOf(moments, expected);
  return Math.abs(ratio - 1) <= half;
}

/** "0.774 [0.770, 0.778]": the observed variance over the expected one, with a 99% interval. */
export function ratioText(moments: MomentEstimates, expected: number): string {
  const { ratio, half } = ratioOf(moments, expected);
  const digits = Math.max(3, Math.ceil(-Math.log10(half / ratio)) + 2);
  const text = (x: number): string => String(Number(x.toPrecision(Math.min(8, Number.isFinite(digits) ? digits : 3))));
  return `${text(ratio)} [${text(ratio - half)}, ${text(ratio + half)}]`;
}
