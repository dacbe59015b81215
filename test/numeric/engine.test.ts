/**
 * What the engine computes by itself and reports rely on: digests of its own functions at many places, measured alike on Node 20,
 * 22, 24 and 26 (x64). An engine that differs would write reports that differ from those of other machines: it must be seen.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { power } from "../../harness/numeric/power.js";
import { ROOT } from "../run.js";

/** A fixed stream of numbers between -1 and 7, by a linear congruence: no function under test makes its own inputs. */
const INPUTS = ((): Float64Array => {
  let state = 123_456_789;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Float64Array.from({ length: 200_000 }, () => next() * 8 - 1 + next() * 1e-9);
})();

const digest = (fn: (x: number) => number): string =>
  createHash("sha256")
    .update(new Uint8Array(Float64Array.from(INPUTS, fn).buffer))
    .digest("hex")
    .slice(0, 6);

test.each([
  ["square", (x: number) => x ** 2, "d278d0"],
  ["power of two", (x: number) => 2 ** Math.round(x * 50), "0afe5c"],
  ["exp", Math.exp, "f06815"],
  ["log", Math.log, "87899d"],
  ["log1p", Math.log1p, "b38334"],
  ["expm1", Math.expm1, "62f1d9"],
  ["sin", Math.sin, "abed2b"],
  ["cos", Math.cos, "22f7a2"],
  ["tanh", Math.tanh, "42441a"],
  ["cosh", Math.cosh, "002522"],
  ["atan", Math.atan, "c6d015"],
  ["atan2", (x: number) => Math.atan2(x, 1.3), "99a841"],
  ["acos", (x: number) => Math.acos(x / 9), "e3317a"],
  ["cbrt", Math.cbrt, "f207aa"],
  ["log2", Math.log2, "d0dca8"],
  ["log10", Math.log10, "1c015a"],
])("%s has the bits of every engine measured", (_, fn, known) => {
  expect(digest(fn)).toBe(known);
});

test("a square is a product", () => {
  expect(INPUTS.every((x) => x ** 2 === x * x)).toBe(true);
});

test("powers follow the engine's to rounding", () => {
  const close = (x: number, y: number, relative: number): void => {
    expect(Math.abs(power(x, y) / x ** y - 1), `${x} ** ${y}`).toBeLessThan(relative);
  };
  const bases = fc.double({ min: 0.01, max: 100, noNaN: true });
  fc.assert(fc.property(bases, fc.integer({ min: -40, max: 40 }), (x, n) => close(x, n, 1e-15)));
  fc.assert(fc.property(bases, fc.double({ min: -3, max: 3, noNaN: true }), (x, y) => close(x, y, 1e-14)));
  close(1 + 1e-7, 1e9, 1e-15);
  close(0.999, -200_000, 1e-15);
  expect([power(0, 2.3), power(0, -0.5), power(0, 0), power(2, 0.5), power(-2, 3), power(1, 1e9)]).toEqual([
    ...[0, Number.POSITIVE_INFINITY, 1, Math.SQRT2, -8, 1],
  ]);
  expect([power(1e200, 3), power(1e-200, 3), power(1e-160, -2)]).toEqual([
    ...[Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY],
  ]);
  expect(power(10, -320) / 1e-320).toBeCloseTo(1, 3);
  expect([power(Number.NaN, 0.3), power(2, Number.NaN), power(0, Number.NaN), power(-2, 0.3)]).toEqual(
    Array(4).fill(Number.NaN),
  );
});

const SOURCES = ["harness", "initializers", "reports"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes("assembly"))
    .map((file) => join(folder, file)),
);

/** `x ** 2` and powers of two are exact on every engine; others go through `power`. */
const ALLOWED = /\*\* 2(?![\d.])(?! \*\*)|(?<![\w.)\]])2 \*\*/g;

test("no other power is left to the engine", () => {
  const left = SOURCES.flatMap((file) =>
    readFileSync(join(ROOT, file), "utf8")
      .split("\n")
      .map((line, at) => ({ line: line.replace(ALLOWED, ""), place: `${file}:${at + 1}` }))
      .filter(({ line }) => / \*\* |Math\.pow|Math\.hypot/.test(line) && !/^\s*(\*|\/\*|\/\/)/.test(line))
      .map(({ place }) => place),
  );
  expect(left).toEqual([]);
});
