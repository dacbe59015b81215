/** One generator at a size that no memory holds: blocks are drawn, judged and forgotten, and what adds up over blocks is added. */
import { edge } from "../../harness/check/marginal/edge.js";
import { kurtosis } from "../../harness/check/marginal/kurtosis.js";
import { mean } from "../../harness/check/marginal/mean.js";
import { skewness } from "../../harness/check/marginal/skewness.js";
import { support } from "../../harness/check/marginal/support.js";
import { variance } from "../../harness/check/marginal/variance.js";
import { twoSided } from "../../harness/check/power.js";
import { sampleOf } from "../../harness/check/sample.js";
import type { Entries } from "../../harness/check/statistic/entries.js";
import { COMPONENTS, firstAtLeast, goodnessOf } from "../../harness/check/statistic/goodness.js";
import { kolmogorovDistance } from "../../harness/check/statistic/kolmogorov.js";
import { type Moments, momentsOf } from "../../harness/check/statistic/moments.js";
import { productSum } from "../../harness/check/statistic/products.js";
import { sorted } from "../../harness/check/statistic/sorted.js";
import { expectationOf } from "../../harness/contract/initializer.js";
import {
  isBounded,
  type Law,
  sampleInto,
  standardNormal,
  truncatedNormal,
  uniform,
} from "../../harness/contract/law/index.js";
import {
  andersonDarlingSf,
  binomialCdf,
  binomialSf,
  chiSquareCdf,
  chiSquareSf,
  cramerVonMisesSf,
  normalSf,
  poissonSf,
} from "../../harness/numeric/index.js";
import { kolmogorovTails } from "../../harness/numeric/kolmogorov/index.js";
import { openStream } from "../../harness/random/index.js";
import { randomNormal } from "../../initializers/randomNormal.js";

export const LAWS = {
  normal: standardNormal,
  uniform: uniform(-1, 1),
  truncated_normal: truncatedNormal(2),
} as const satisfies Readonly<Record<string, Law>>;

export interface QualityJob {
  readonly law: keyof typeof LAWS;
  readonly n: number;
  readonly seed: number;
}

export interface QualityRow {
  readonly law: string;
  readonly check: string;
  readonly n: number;
  readonly statistic: number;
  readonly pValue: number;
}

const BLOCK = 2 ** 22;
const CELLS = 256;
const LAGS = [1, 2, 3, 4, 5, 7, 8, 16, 31, 32, 64, 1000, 4096, 65_536] as const;
const SHARES = [0.05, 0.01, 1e-3, 1e-4, 1e-5, 1e-6] as const;

/** What adds up over blocks. */
interface Totals {
  n: number;
  moments: Moments;
  readonly legendre: number[];
  readonly cells: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly lags: Float64Array;
  pairs: number;
  /** Smallest p-values over blocks of the two statistics that do not add up. */
  andersonDarling: number;
  cramerVonMises: number;
}

export function work({ law: name, n, seed }: QualityJob): readonly QualityRow[] {
  const law: Law = LAWS[name];
  const totals: Totals = {
    n: 0,
    moments: momentsOf([], 0),
    legendre: new Array<number>(COMPONENTS).fill(0),
    cells: new Float64Array(CELLS),
    low: new Float64Array(SHARES.length),
    high: new Float64Array(SHARES.length),
    lags: new Float64Array(LAGS.length),
    pairs: 0,
    andersonDarling: 1,
    cramerVonMises: 1,
  };
  for (const block of blocks(law, n, seed)) addBlock(totals, law, block);
  const rows = [...marginals(totals, law), ...sums(totals, law), distance(law, n, seed)];
  return rows.map((row) => ({ law: name, n, ...row }));
}

function* blocks(law: Law, n: number, seed: number): Generator<Float32Array> {
  const stream = openStream(seed, "quality");
  for (let from = 0; from < n; from += BLOCK) {
    const block = new Float32Array(Math.min(BLOCK, n - from));
    sampleInto(law, stream, block, from);
    yield block;
  }
}

function addBlock(totals: Totals, law: Law, block: Float32Array): void {
  const own = momentsOf([block], law.mean);
  const { moments } = totals;
  totals.n += block.length;
  totals.moments = {
    n: totals.n,
    sums: own.sums.map((sum, k) => sum + moments.sums[k]!) as unknown as Moments["sums"],
    least: Math.min(own.least, moments.least),
    most: Math.max(own.most, moments.most),
  };
  LAGS.forEach((lag, k) => {
    totals.lags[k]! += productSum(block.subarray(lag), block, law.mean);
  });
  addOrdered(totals, law, sorted([block]));
}

function addOrdered(totals: Totals, law: Law, order: Entries): void {
  const n = order.length;
  const fit = goodnessOf(order, law.cdf, law.support);
  fit.legendre.forEach((sum, k) => {
    totals.legendre[k]! += sum;
  });
  totals.andersonDarling = Math.min(totals.andersonDarling, andersonDarlingSf(fit.andersonDarling));
  totals.cramerVonMises = Math.min(totals.cramerVonMises, cramerVonMisesSf(fit.cramerVonMises));
  for (let cell = 1, before = 0; cell <= CELLS; cell++) {
    const below = cell === CELLS ? n : firstAtLeast(order, law.quantile(cell / CELLS));
    totals.cells[cell - 1]! += below - before;
    before = below;
  }
  SHARES.forEach((share, k) => {
    totals.low[k]! += firstAtLeast(order, law.quantile(share / 2));
    totals.high[k]! += n - firstAtLeast(order, 2 * law.mean - law.quantile(share / 2));
  });
  for (let i = 1, run = 0; i < n; i++) {
    run = order[i] === order[i - 1] ? run + 1 : 0;
    totals.pairs += run;
  }
}

type Row = Omit<QualityRow, "law" | "n">;

/** The battery's own checks of moments. */
function marginals({ moments }: Totals, law: Law): readonly Row[] {
  const expected = { ...expectationOf(randomNormal, { shape: [1, 1] }), law };
  // Of the order of so many entries only the ends are known, and only they are looked at.
  const ends = { length: moments.n, 0: moments.least, [moments.n - 1]: moments.most } as unknown as Float32Array;
  const sample = { ...sampleOf({ expected, dtype: "float32", tensors: [] }), moments, n: moments.n, sorted: ends };
  const asked = [mean, variance, edge, ...(law.family === "normal" ? [skewness, kurtosis] : [])];
  const bounded = isBounded(law) ? [support] : [];
  return [...asked, ...bounded].map((check) => {
    const { statistic, pValue } = check.run(sample);
    return { check: check.name, statistic, pValue };
  });
}

function sums(totals: Totals, { variance: spread }: Law): readonly Row[] {
  const { n, cells, legendre, lags, low, high, pairs } = totals;
  const row = (check: string, statistic: number, pValue: number): Row => ({ check, statistic, pValue });
  const blocksSeen = Math.ceil(n / BLOCK);
  const smooth = legendre.reduce((sum, x, j) => sum + ((2 * j + 3) / n) * x * x, 0);
  const chi = cells.reduce((sum, count) => sum + (count - n / CELLS) ** 2 / (n / CELLS), 0);
  return [
    row("neyman", smooth, chiSquareSf(smooth, COMPONENTS)),
    row("chi_square", chi, twoSided(chiSquareCdf(chi, CELLS - 1), chiSquareSf(chi, CELLS - 1))),
    row("anderson_darling", totals.andersonDarling, Math.min(1, blocksSeen * totals.andersonDarling)),
    row("cramer_von_mises", totals.cramerVonMises, Math.min(1, blocksSeen * totals.cramerVonMises)),
    ...SHARES.flatMap((share, k) => {
      const [both, above] = [low[k]! + high[k]!, high[k]!];
      return [
        row(`tail_counts ${share}`, both, twoSided(binomialCdf(both, n, share), binomialSf(both, n, share))),
        row(`tail_sign ${share}`, above, twoSided(binomialCdf(above, both, 0.5), binomialSf(above, both, 0.5))),
      ];
    }),
    ...LAGS.map((lag, k) => {
      const z = lags[k]! / spread / Math.sqrt(n - lag * blocksSeen);
      return row(`lag ${lag}`, z, 2 * normalSf(Math.abs(z)));
    }),
    // A 23-bit generator is the coarsest in use: no more equal pairs within blocks than it would have.
    row("duplicates", pairs, poissonSf(pairs, ((n * (BLOCK - 1)) / 2) * 2 ** -22)),
  ];
}

function distance(law: Law, n: number, seed: number): Row {
  const again = { [Symbol.iterator]: () => blocks(law, n, seed) };
  const d = kolmogorovDistance(again, n, law);
  const { lower, upper } = kolmogorovTails(n, d);
  return { check: "kolmogorov_smirnov", statistic: d, pValue: twoSided(lower, upper) };
}
