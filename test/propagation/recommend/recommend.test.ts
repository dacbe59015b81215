/** Recommendations: known advice is given, known traps are named, and every choice can be run. */
import { describe, expect, test } from "vitest";
import type { ArchitectureName, Task } from "../../../harness/propagation/recommend/ask.js";
import { recommend } from "../../../harness/propagation/recommend/recommend.js";
import { initializers } from "../../../initializers/index.js";
import { initgate } from "../../run.js";

const around = { contracts: initializers, version: "test" };
const known = new Map<string, ReturnType<typeof recommend>>();

function ask(
  activation: string,
  { depth = 50, width = 256, architecture = "mlp" as ArchitectureName, task = "supervised" as Task } = {},
): ReturnType<typeof recommend> {
  const options = { activation, depth, width, architecture, task };
  const key = JSON.stringify(options);
  if (!known.has(key)) known.set(key, recommend(options, around));
  return known.get(key)!;
}

const named = (of: ReturnType<typeof ask>, initializer: string) =>
  of.candidates.find((one) => one.initializer === initializer)!;
const ruleAbout = (of: ReturnType<typeof ask>, word: string) => of.rules.find(({ rule }) => rule.includes(word))!;

describe("rules of thumb are checked, not recited", () => {
  test.each([
    ["relu", "ReLU", "yes"],
    ["leaky_relu", "ReLU", "yes"],
    ["tanh", "tanh", "in part"],
    ["sigmoid", "sigmoid", "no"],
    ["selu", "SELU", "in part"],
    ["relu", "deep", "yes"],
    ["gelu", "deep", "no"],
  ])("%s, %s: %s", (activation, word, holds) => {
    expect(ruleAbout(ask(activation), word).holds).toBe(holds);
  });
  test("sigmoid with Glorot: gradients vanish at 2.89 a layer", () => {
    const glorot = named(ask("sigmoid"), "glorot_uniform");
    expect(glorot).toMatchObject({ verdict: "vanishing" });
    expect(glorot.slopeBackward).toBeCloseTo(-2.89, 2);
    expect(glorot.slopeForward).toBeCloseTo(0, 3);
  });
  test("orthogonal is asked about where it is said to help, and holds", () => {
    expect(ruleAbout(ask("relu"), "orthogonal")).toBeUndefined();
    expect(ruleAbout(ask("relu", { task: "gan" }), "orthogonal").holds).toBe("yes");
    expect(ruleAbout(ask("tanh", { architecture: "rnn" }), "orthogonal").holds).toBe("yes");
  });
  test("a shallow network hears nothing of depth", () =>
    expect(ruleAbout(ask("relu", { depth: 3 }), "deep")).toBeUndefined());
});

describe("ranking", () => {
  test("ReLU: orthogonal of gain sqrt 2 spreads least, He next; sqrt(3/n) against sqrt(5/n) a layer", () => {
    const { candidates } = ask("relu", { depth: 100 });
    expect(candidates.slice(0, 3).map(({ initializer }) => initializer)).toEqual([
      "orthogonal",
      "he_uniform",
      "he_normal",
    ]);
    expect(candidates[0]!.sdBackward! ** 2).toBeCloseTo((3 * 99) / 256, 1);
    expect(candidates[1]!.sdBackward! ** 2).toBeCloseTo((5 * 99) / 256, 1);
  });
  test("tanh, SELU and GELU are stable on the edge of chaos, with biases", () => {
    for (const activation of ["tanh", "selu", "gelu"]) {
      const [best] = ask(activation).candidates;
      expect(best).toMatchObject({ initializer: "variance_scaling", verdict: "stable" });
      expect(best!.settings).toContain("sigma_b=");
    }
  });
  test("zeros and ones come last, and say why", () => {
    const { candidates } = ask("relu");
    expect(
      candidates
        .slice(-2)
        .map(({ verdict }) => verdict)
        .sort(),
    ).toEqual(["dead", "rank one"]);
    expect(candidates.map(({ rank }) => rank)).toEqual(candidates.map((_, at) => at + 1));
  });
  test("random_normal is only as good as its width: 0.0025 n = 2 at n = 800", () => {
    expect(named(ask("relu", { width: 800 }), "random_normal").verdict).toBe("stable");
    expect(named(ask("relu", { width: 256 }), "random_normal").verdict).toBe("vanishing");
  });
});

describe("architectures", () => {
  test("residual branches of 1/sqrt(depth) are bounded, plain ones double at every block", () => {
    const { candidates, notes } = ask("relu", { architecture: "residual", depth: 40 });
    const he = candidates.filter(({ initializer }) => initializer === "he_normal");
    expect(he.map(({ verdict }) => verdict)).toEqual(["stable", "exploding"]);
    expect(he[0]!.changeForward).toBeCloseTo(40 * Math.log1p(1 / 40), 4);
    expect(he[1]!.changeForward).toBeCloseTo(40 * Math.LN2, 4);
    expect(candidates[0]!.settings).toContain("branch x");
    expect(candidates[0]!.initializer).not.toBe("zeros");
    expect(notes.join()).toContain("1/sqrt(depth)");
  });
  test("convolutions are given delta-orthogonal kernels and the mass that padding costs", () => {
    const { candidates, notes } = ask("relu", { architecture: "cnn" });
    expect(candidates[0]!.initializer).toBe("delta_orthogonal");
    expect(notes.join()).toContain("zero padding");
  });
  test("layer normalization: the growth is the activation's own", () => {
    expect(named(ask("tanh", { architecture: "layernorm" }), "he_normal").slopeBackward).toBeCloseTo(
      Math.log(1.1778),
      4,
    );
    expect(named(ask("gelu", { architecture: "layernorm" }), "random_uniform").slopeBackward).toBeCloseTo(
      Math.log(1.072),
      4,
    );
  });
});

/** Simulated elsewhere: a mean, and four of its standard errors. */
describe("numbers of simulated networks", () => {
  const branchOne = (activation: string, initializer: string) =>
    ask(activation, { architecture: "residual" }).candidates.find(
      (one) => one.initializer === initializer && one.settings === "",
    )!;
  test.each([
    ["tanh", "glorot_normal", 3.68, 7.01, 4 * 0.02, 4 * 0.08],
    ["sigmoid", "glorot_normal", 2.98, 1.12, 4 * 0.02, 4 * 0.08],
    ["tanh", "he_normal", 4.44, 9.88, 4 * 0.02, 4 * 0.08],
  ])("residual %s, %s: moments follow the length", (activation, initializer, forward, backward, by, byBack) => {
    const { changeForward, changeBackward } = branchOne(activation, initializer);
    expect(Math.abs(changeForward! - forward)).toBeLessThan(by);
    expect(Math.abs(changeBackward! - backward)).toBeLessThan(byBack);
  });
  const recurrent = (activation: string) => ask(activation, { architecture: "rnn", depth: 100, width: 128 });
  test("one matrix for all steps spreads more than fresh ones do", () => {
    const he = named(recurrent("relu"), "he_normal");
    const haar = recurrent("relu").candidates.find(({ settings }) => settings === "gain=1.41421")!;
    // The standard error of a standard deviation of some 40 networks is a ninth of it.
    for (const [sd, expected] of [
      [he.sdForward, 14.4],
      [he.sdBackward, 11],
      [haar.sdForward, 11.4],
      [haar.sdBackward, 9.1],
    ] as const) {
      expect(Math.abs(Math.log(sd! / expected))).toBeLessThan(4 / 9);
    }
    expect(he.sdForward!).toBeGreaterThan(3 * Math.sqrt((5 * 100) / 128));
  });
  test("tanh and LeCun, one matrix for all steps: gradients of single networks differ by e^3.3", () => {
    const { sdBackward } = named(recurrent("tanh"), "lecun_normal");
    expect(Math.abs(Math.log(sdBackward! / 3.3))).toBeLessThan(4 / 9);
  });
  test("sigmoid has a critical point without biases, at sigma_w^2 of about 104", () => {
    const [best] = ask("sigmoid").candidates.filter(({ initializer }) => initializer === "variance_scaling");
    expect(best!.verdict).toBe("stable");
    expect(Math.abs(Number(/^scale=(.+)$/.exec(best!.settings)![1]) - 104)).toBeLessThan(3);
    expect(Math.abs(best!.changeBackward! - -1.4)).toBeLessThan(4 * best!.check!.backwardError);
    expect(Math.max(Math.abs(best!.changeForward!), Math.abs(best!.changeBackward!))).toBeLessThan(2);
  });
  test("SiLU is held by an attracting critical point with biases", () => {
    const [best] = ask("silu", { depth: 24 }).candidates;
    expect(best!.verdict).toBe("stable");
    expect(best!.settings).toMatch(/^scale=1\.9[67]\d* sigma_b=(0\.9|1\.0)/);
    expect(Math.abs(best!.changeForward! - 1.4)).toBeLessThan(4 * best!.check!.forwardError);
    expect(Math.abs(best!.changeBackward! - -1.2)).toBeLessThan(4 * best!.check!.backwardError);
    expect(Math.max(Math.abs(best!.changeForward!), Math.abs(best!.changeBackward!))).toBeLessThan(2);
  });
  test.each([
    ["tanh", 200, 128],
    ["sigmoid", 1000, 256],
  ])(
    "%s, %i layers: orthogonal matrices of a gain tuned to the depth change least, and do so when they are run",
    (activation, depth, width) => {
      const [best, ...others] = ask(activation, { depth, width }).candidates;
      const worst = ({ changeForward, changeBackward }: typeof best & {}): number =>
        Math.max(Math.abs(changeForward!), Math.abs(changeBackward!));
      expect(best!.initializer).toBe("orthogonal");
      for (const other of others) if (other.changeForward !== null) expect(worst(best!)).toBeLessThan(worst(other));
      const { forward, backward, predictedForward, predictedBackward, ...errors } = best!.check!;
      expect(Math.abs(forward - predictedForward!)).toBeLessThan(
        4 * Math.hypot(errors.forwardError, errors.predictedForwardError!),
      );
      expect(Math.abs(backward - predictedBackward!)).toBeLessThan(
        4 * Math.hypot(errors.backwardError, errors.predictedBackwardError!),
      );
    },
  );
  test("a leaky ReLU that is tailored to the depth is offered behind all of ReLU, and run", () => {
    const { candidates, notes } = ask("relu", { depth: 100 });
    const at = candidates.findIndex(({ settings }) => settings.includes("activation=leaky_relu_0.569"));
    const alive = candidates.filter(({ verdict }) => verdict !== "dead" && verdict !== "rank one");
    expect(at).toBe(alive.length - 1);
    const { sdForward, check } = candidates[at]!;
    expect(sdForward!).toBeLessThan(candidates[0]!.sdForward!);
    expect(Math.abs(check!.forward - check!.predictedForward!)).toBeLessThan(
      4 * Math.hypot(check!.forwardError, check!.predictedForwardError!),
    );
    expect(notes.join()).toContain("leaky_relu_0.569 in its place");
    expect(ask("relu", { depth: 3 }).notes.join()).not.toContain("leaky_relu");
  });
  test("GELU, 12 layers: what changes by less than a factor e does not explode", () => {
    const mild = ask("gelu", { depth: 12 }).candidates.filter(({ changeForward, changeBackward }) =>
      [changeForward, changeBackward].every((change) => change !== null && Math.abs(change) < 1),
    );
    expect(mild.length).toBeGreaterThan(1);
    for (const { verdict } of mild) expect(verdict).toBe("stable");
  });
  test("a scale that does not depend on the width is marked", () => {
    const { candidates } = ask("relu", { width: 800 });
    const lucky = candidates.find(({ initializer }) => initializer === "random_normal")!;
    expect(lucky.settings).toBe("(this width only)");
    expect(lucky.reason).toMatch(/^its scale does not depend on the width/);
    expect(candidates.find(({ initializer }) => initializer === "he_normal")!.settings).toBe("");
  });
});

describe("advice is checked by networks of real weights", () => {
  test.each([
    ["mlp", "relu", 20, 64],
    ["residual", "tanh", 20, 64],
    ["rnn", "tanh", 10, 64],
    ["layernorm", "gelu", 20, 64],
    ["pre_layer_norm", "gelu", 10, 64],
    ["transformer_scaled", "gelu", 4, 16],
    ["lstm", "tanh", 6, 16],
  ])("%s, %s: the best three do what was predicted", (architecture, activation, depth, width) => {
    const { candidates } = ask(activation, { architecture, depth, width });
    for (const { check } of candidates.slice(0, 3)) {
      for (const [mean, error, predicted] of [
        [check!.forward, check!.forwardError, check!.predictedForward],
        [check!.backward, check!.backwardError, check!.predictedBackward],
      ] as const) {
        // A standard error of ten networks at most, and reference networks that are as few.
        expect(Math.abs(mean - predicted!)).toBeLessThan(8 * error + 0.1);
      }
    }
    expect(candidates.at(-1)!.check).toBeUndefined();
  });
  test("a wrong prediction is seen beside them", () => {
    const { candidates } = ask("relu", { depth: 20, width: 64 });
    const glorot = candidates.find(({ initializer }) => initializer === "glorot_normal")!;
    const [{ check }] = candidates as [(typeof candidates)[number]];
    expect(Math.abs(check!.forward - glorot.changeForward!)).toBeGreaterThan(20 * check!.forwardError);
  });
  test("streams are given branches that are heard", () => {
    const { candidates, notes } = ask("gelu", { architecture: "transformer_scaled", depth: 4, width: 16 });
    expect(candidates[0]!.initializer).not.toMatch(/^random/);
    expect(notes.join()).toContain("changes and standard deviations are those of 12 reference networks of width 16");
  });
});

test("a depth that would take hours is refused with an estimate", () => {
  const run = initgate(["recommend", "--depth", "1000000000"]);
  expect(run.code).toBe(2);
  expect(run.stderr.trim()).toMatch(
    /^initgate: recommend: depth must be from 1 to 10000, got 1000000000, which would take about \d+ minutes$/,
  );
});

describe("the command", () => {
  test("writes whole files without NaN, and a table", () => {
    const run = initgate(["recommend", "--activation", "tanh", "--depth", "30", "--width", "64"]);
    expect([run.code, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toContain("rule of thumb: tanh and sigmoid: Glorot: holds in part");
    expect(run.file("recommend.csv").split("\n")[0]).toMatch(
      /^rank,initializer,settings,activation,depth,width,architecture,task,verdict,/,
    );
    expect(run.file("recommend.csv")).not.toMatch(/(^|,)(NaN|-?Infinity|undefined)(,|$)/m);
    expect(run.file("recommend-rules.csv")).toMatch(/^rule,holds,evidence\n/);
  });
  test("--json is the record", () => {
    const { candidates, rules } = JSON.parse(initgate(["recommend", "--depth", "5", "--json"]).stdout);
    expect(candidates[0].verdict).toBe("stable");
    expect(rules).toHaveLength(1);
  });
  test.each([
    ["--activation", "swishy"],
    ["--depth", "0"],
    ["--architecture", "moe"],
  ])("%s %s is refused in one line", (flag, value) => {
    const run = initgate(["recommend", flag, value]);
    expect(run.code).toBe(2);
    expect(run.stderr.trim().split("\n")).toHaveLength(1);
  });
});
