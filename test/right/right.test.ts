import { describe, expect, it } from "vitest";
import { casesOf } from "../../harness/gate/resolveRequest.js";
import { surroundings } from "../../harness/program/surroundings.js";
import { roundTo } from "../../harness/weights/dtype.js";
import { judgeCase } from "../lab/gateMutant.js";
import { aes, mersenneTwister, xoshiro128From } from "./generators.js";
import { orthonormalMatrix } from "./orthonormal.js";
import { rightSubject, routeNames } from "./subject.js";
import { widths } from "./ziggurat.js";

describe("the generators of the right corpus are the published ones", () => {
  it("MT19937, first and 10,000th word for seed 5489 (C++ standard, [rand.predef])", () => {
    const words = mersenneTwister(5489);
    const all = Array.from({ length: 10_000 }, words);
    expect([all[0], all[9999]]).toEqual([3499211612, 4123659995]);
  });

  it("xoshiro128++ from 1, 2, 3, 4 (first words of the authors' C code)", () => {
    const words = xoshiro128From([1, 2, 3, 4]);
    expect([words(), words(), words(), words()]).toEqual([641, 1573767, 3222811527, 3517856514]);
  });

  it("AES-128 of zero under the zero key (FIPS 197 known answer 66e94bd4...)", () => {
    expect(aes(0)()).toBe(0xd44be966);
  });

  it("the ziggurat's layers close at the top of the density", () => {
    const top = widths.at(-2)!;
    const area = widths[0]! * Math.exp(-(widths[1]! ** 2) / 2);
    expect(top * (1 - Math.exp((-top * top) / 2))).toBeCloseTo(area, 8);
  });
});

describe("the right corpus", () => {
  it("has orthonormal short sides", () => {
    let counter = 0;
    const q = orthonormalMatrix(3, 5, () => Math.sin(1.7 * counter++));
    const dot = (a: number, b: number): number =>
      [0, 1, 2, 3, 4].reduce((s, c) => s + q[a * 5 + c]! * q[b * 5 + c]!, 0);
    expect([dot(0, 0), dot(1, 1), dot(2, 2)].map((x) => x - 1)).toEqual([0, 0, 0].map(() => expect.closeTo(0, 12)));
    expect([dot(0, 1), dot(0, 2), dot(1, 2)]).toEqual([0, 0, 0].map(() => expect.closeTo(0, 12)));
  });

  it.each(["float16", "bfloat16"] as const)("rounds to %s as the format says", async (dtype) => {
    const subject = rightSubject("polar-53");
    const request = { initializer: "he_normal", shape: [20, 30], layout: "io", groups: 1, seed: 1, params: {} };
    const [coarse] = await subject.draw([{ ...request, dtype }]);
    const [fine] = await subject.draw([{ ...request, dtype: "float64" }]);
    if (coarse?.kind !== "tensor" || fine?.kind !== "tensor") throw new Error("right: must answer");
    expect([...coarse.tensor.data]).toEqual([...fine.tensor.data].map((x) => roundTo(dtype, x)));
  });

  it.each(routeNames)("%s passes the gate on 78x130", async (route) => {
    const subject = rightSubject(route);
    const ask = { seed: 0, shapes: [[78, 130]], initializers: subject.description.initializers };
    for (const one of casesOf(ask, subject.description, surroundings)) {
      const { verdict, findings } = await judgeCase(one, subject);
      expect({ asked: one.asked, verdict, bad: findings.filter((f) => f.verdict !== "pass") }).toEqual({
        asked: one.asked,
        verdict: "pass",
        bad: [],
      });
    }
  });

  it.each([
    [[2, 2], "float32"],
    [[3, 3], "float32"],
    [[2, 2], "bfloat16"],
    [[3, 3], "bfloat16"],
    [[3, 5], "bfloat16"],
  ] as const)("a rotation of %s in %s passes the gate", async (shape, dtype) => {
    const subject = rightSubject("polar-53");
    for (let seed = 0; seed < 4; seed++) {
      const ask = { seed, dtype, shapes: [shape], initializers: ["orthogonal"], samples: 4000 };
      const [one] = casesOf(ask, subject.description, surroundings);
      const { verdict, findings } = await judgeCase(one!, subject);
      expect({ verdict, bad: findings.filter((f) => f.verdict !== "pass") }).toEqual({ verdict: "pass", bad: [] });
    }
  });
});
