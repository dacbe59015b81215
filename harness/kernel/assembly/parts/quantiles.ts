/** The normal quantile (p - q) g(-ln 4pq): see `probit` in harness/random/truncatedNormal.ts; the bits are the same. */
import { constant } from "./constants";
import { quartic, step } from "./polynomial";

const TWICE_SPLIT = 0;
const TWICE_CENTRE = 1;
const TAIL_CENTRE = 2;
const HALF = 3;
const FLOATS = memory.data<f32>([10, 5, 4, 0.5], 16);

const DEGREE = 9;
/** Coefficients from the highest on, for twice the argument, since twice the logarithm is available. */
const EVEN = memory.data<f32>(
  [<f32>3.293116e-8 / 256, <f32>-4.8979255e-6 / 64, <f32>0.00030878917 / 16, <f32>-0.0059077214 / 4, 2.1233134],
  16,
);
const ODD = memory.data<f32>(
  [<f32>-1.2359988e-8 / 512, <f32>6.5821564e-7 / 128, <f32>-7.0141364e-6 / 32, <f32>-0.0017716538 / 8, <f32>0.34880203 / 2],
  16,
);
const TAIL = memory.data<f32>(
  [
    -1.6485154219481046e-06, 3.130822369712405e-05, -9.606651292415336e-05, 9.285663691116497e-05,
    -8.753719157539308e-05, 0.0004235633241478354, -0.001276719500310719, 0.0017966357991099358,
    1.4276468753814697, 5.430273056030273,
  ],
  16,
);

/** Replaces p - q by `slope` times draws, given -2 ln 4pq at `from`. */
export function quantiles(at: usize, end: usize, from: usize, slope: f32, least: f32, most: f32): void {
  const slopes = f32x4.splat(slope);
  const lowest = f32x4.splat(least);
  const highest = f32x4.splat(most);
  for (; at < end; at += 32, from += 32) {
    const twiceA = v128.load(from, 0);
    const twiceB = v128.load(from, 16);
    let gA = centre(twiceA);
    let gB = centre(twiceB);
    const split = constant(FLOATS, TWICE_SPLIT);
    const outA = f32x4.ge(twiceA, split);
    const outB = f32x4.ge(twiceB, split);
    if (v128.any_true(v128.or(outA, outB))) {
      gA = v128.bitselect(tail(twiceA), gA, outA);
      gB = v128.bitselect(tail(twiceB), gB, outB);
    }
    const drawA = f32x4.mul(v128.load(at), gA);
    const drawB = f32x4.mul(v128.load(at, 16), gB);
    v128.store(at, f32x4.mul(slopes, f32x4.pmin(highest, f32x4.pmax(lowest, drawA))));
    v128.store(at, f32x4.mul(slopes, f32x4.pmin(highest, f32x4.pmax(lowest, drawB))), 16);
  }
}

/** g if the logarithm is within the split. */
@inline
function centre(twice: v128): v128 {
  const z = f32x4.sub(twice, constant(FLOATS, TWICE_CENTRE));
  const zz = f32x4.mul(z, z);
  return f32x4.add(quarticOf(EVEN, zz), f32x4.mul(z, quarticOf(ODD, zz)));
}

@inline
function quarticOf(table: usize, z: v128): v128 {
  const c4 = constant(table, 0);
  return quartic(z, c4, constant(table, 1), constant(table, 2), constant(table, 3), constant(table, 4));
}

/** g if the logarithm is beyond the split: rare. */
function tail(twice: v128): v128 {
  const z = f32x4.sub(f32x4.sqrt(f32x4.mul(twice, constant(FLOATS, HALF))), constant(FLOATS, TAIL_CENTRE));
  let g = constant(TAIL, 0);
  for (let k = 1; k <= DEGREE; k++) g = step(g, z, constant(TAIL, k));
  return g;
}
