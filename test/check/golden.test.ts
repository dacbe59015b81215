/** Every check's p-value on given samples, beside the one that NumPy and SciPy give (`test/golden/checks.py`). */
import { describe, expect, it } from "vitest";
import { checks } from "../../harness/check/index.js";
import { gridMomentOf } from "../../harness/check/matchProbability.js";
import { andersonDarlingSf, tracyWidom1Sf } from "../../harness/numeric/index.js";
import { type Dtype, isDtype } from "../../harness/weights/dtype.js";
import { readGolden } from "../golden/read.js";
import { expecting, type Given, observe, stored } from "./sample.js";

const samples = new Map(readGolden("checks_samples.csv").map((row) => [row["sample"]!, row]));
const rows = readGolden("checks.csv").map(({ sample, check, p_value, statistic }) => ({
  sample: sample!,
  check: check!,
  p: p_value!,
  statistic: statistic!,
}));

function given(name: string): Given & { readonly dtype: Dtype } {
  const { contract, shape, dtype, tensors } = samples.get(name)!;
  if (!isDtype(dtype!)) throw new Error(`golden: no dtype ${dtype}`);
  const expected = expecting(contract!.replaceAll(";", ","), { shape: shape!.split("x").map(Number) });
  return { expected, dtype, tensors: tensors!.split(";").map((words) => stored(dtype, words.split(" ").map(Number))) };
}

/** SciPy's null laws have ten digits or more everywhere but in the Kolmogorov distribution's own approximations. */
const DIGITS = 1e-9;
const isClose = (x: number, y: number): boolean => Math.abs(x - y) <= DIGITS * Math.abs(y) + 1e-300;

describe.each([...samples.keys()])("%s", (name) => {
  const sample = given(name);
  const own = rows.filter((row) => row.sample === name && !row.check.startsWith("grid_"));

  it.each(own.filter(({ p }) => p !== ""))("$check", ({ check, p, statistic }) => {
    const seen = observe(check, sample);
    expect([seen.pValue, isClose(seen.pValue, Number(p))]).toEqual([expect.closeTo(Number(p), 9), true]);
    if (statistic !== "") expect(seen.statistic).toBeCloseTo(Number(statistic), 9);
  });

  it.each(own.filter(({ check }) => check === "anderson_darling"))("$check", ({ statistic }) => {
    const seen = observe("anderson_darling", sample);
    expect(seen.statistic).toBeCloseTo(Number(statistic), 9);
    expect(isClose(seen.pValue, andersonDarlingSf(Number(statistic)))).toBe(true);
  });

  it.each(own.filter(({ check }) => check === "largest_singular_value"))("$check", ({ statistic }) => {
    const looks = statistic.split(" ").map((s) => tracyWidom1Sf(Number(s)));
    const least = Math.min(...looks.map((above) => 2 * Math.min(above, 1 - above)));
    const seen = observe("largest_singular_value", sample);
    expect(Math.abs(seen.pValue / Math.min(1, looks.length * least) - 1)).toBeLessThan(1e-7);
  });
});

it.each(rows.filter(({ check }) => check.startsWith("grid_moment")))(
  "$sample $check",
  ({ sample, check, statistic }) => {
    const { expected, dtype } = given(sample);
    const moment = gridMomentOf(expected.law, dtype)(Number(check.slice(-1)));
    expect(Math.abs(moment / Number(statistic) - 1)).toBeLessThan(0.01);
  },
);

it.each(rows.filter(({ check }) => check === "grid_duplicates"))("$sample duplicates", ({ sample, p, statistic }) => {
  const seen = observe("duplicates", given(sample));
  expect(seen.statistic).toBe(Number(statistic));
  expect(Math.abs(seen.pValue / Number(p) - 1)).toBeLessThan(0.01);
});

it("looks at checks of the battery", () => {
  const measured = new Set(rows.map(({ check }) => check).filter((name) => !name.startsWith("grid_")));
  expect(measured.size).toBeGreaterThanOrEqual(32);
  expect(checks.map(({ name }) => name)).toEqual(expect.arrayContaining([...measured]));
});
