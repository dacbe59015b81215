/** Blocks of every architecture in the limits: infinite width, any depth, weights that are nothing, activations that are linear. */
import { describe, expect, test } from "vitest";
import { standardNormal } from "../../../harness/contract/law/index.js";
import { constant, orthogonal, varianceScaling } from "../../../harness/contract/rule/index.js";
import { activationByName } from "../../../harness/propagation/activation/index.js";
import { blocks, residual } from "../../../harness/propagation/block/index.js";
import { normalReader } from "../../../harness/propagation/network/normals.js";
import { outlookOf } from "../../../harness/propagation/network/outlook.js";
import { predict } from "../../../harness/propagation/network/predict.js";
import { simulate } from "../../../harness/propagation/network/simulate.js";
import { network } from "../../../harness/propagation/theory/network.js";
import { noncentralLog } from "../../../harness/propagation/theory/noncentralLog.js";
import { digamma, tetragamma, trigamma } from "../../../harness/propagation/theory/polygamma.js";
import { momentsOf, referenceNetworks } from "./helpers.js";

const DEPTH = 4;
const widths = new Array<number>(DEPTH + 1).fill(6);

describe.each(blocks)("$name", (block) => {
  test("infinite width is the limit of wide networks", () => {
    const [width, nets, depth] = [400, 12, 5];
    const wide = new Array<number>(depth + 1).fill(width);
    const activations = ["tanh", "relu"].map(activationByName);
    const rule = varianceScaling(standardNormal, 1.7, "in");
    const measured = simulate({ rule, activations, block, widths: wide, nets, seed: 5, sigmaB: 0.4 });
    for (const [a, activation] of activations.entries()) {
      const outlook = outlookOf({ initializer: 1.7, activation, widths: wide, sigmaB: 0.4 }, block);
      for (const way of ["forward", "backward"] as const) {
        const { mean, variance } = momentsOf(measured[a]!.map((net) => net[way][way === "forward" ? depth - 1 : 0]!));
        // What width takes away is about half the variance of one network.
        expect(Math.abs(mean + variance / 2 - outlook[way][way === "forward" ? depth - 1 : 0]!)).toBeLessThan(
          4 * Math.sqrt(variance / nets) + 2 / width,
        );
      }
    }
  });

  test("a thousand layers have no NaN, at any scale", () => {
    const deep = new Array<number>(1001).fill(8);
    const activations = ["relu", "tanh", "gelu"].map(activationByName);
    for (const scale of [1e-6, 2, 1e6]) {
      const rule = varianceScaling(standardNormal, scale, "in");
      for (const [curves] of simulate({ rule, activations, block, widths: deep, nets: 1, seed: 1 })) {
        expect([...curves!.forward, ...curves!.backward].some(Number.isNaN)).toBe(false);
      }
    }
  });
});

describe("skip connections", () => {
  const block = residual;

  test("zeros are the identity, to the bit, and not dead", () => {
    const rule = constant(0);
    const about = { rule, block, widths, seed: 1, nets: 3 };
    const activation = activationByName("relu");
    const [measured] = simulate({ ...about, activations: [activation] });
    for (const { forward, backward } of measured!) {
      expect([...forward, ...backward]).toEqual(new Array(2 * DEPTH).fill(0));
    }
    const { forward, backward } = predict({ ...about, activation, sigmaB: 0, draws: 400 }, measured!);
    for (const law of [...forward, ...backward]) {
      expect(law).toMatchObject({ mean: 0, variance: 0, deadProbability: 0 });
    }
  });

  test("a linear stream is multiplied by independent chi-squares, not central ones, as reference networks show", () => {
    const [depth, width, sigmaW2, draws] = [9, 20, 0.5, 20_000];
    const rule = varianceScaling(standardNormal, sigmaW2, "in");
    const linear = { activation: activationByName("linear"), widths: new Array<number>(depth + 1).fill(width) };
    const about = { rule, block, ...linear, sigmaB: 0, seed: 1, draws, nets: 20 };
    const { basis, forward, backward } = predict(about, []);
    expect(basis).toBe("exact laws");
    const { mean, variance } = logNoncentral(width, width / sigmaW2);
    const step = { mean: mean + Math.log(sigmaW2 / width), variance };
    const net = network({ initializer: sigmaW2, ...linear });
    const seen = referenceNetworks(net, "gaussian", normalReader(3, "linear"), draws, block);
    for (let l = 1; l <= depth; l++) {
      for (const [law, crossed, way] of [
        [forward[l - 1]!, l, "forward"],
        [backward[l - 1]!, depth - l, "backward"],
      ] as const) {
        expect(law.mean).toBeCloseTo(crossed * step.mean, 9);
        expect(law.variance).toBeCloseTo(crossed * step.variance, 9);
        const moments = momentsOf(seen.map((one) => one[way][l - 1]!));
        expect(Math.abs(moments.mean - law.mean)).toBeLessThanOrEqual(4 * Math.sqrt(law.variance / draws));
        expect(Math.abs(moments.variance - law.variance)).toBeLessThanOrEqual(4 * law.variance * Math.sqrt(3 / draws));
      }
    }
  });

  test("a linear stream of any scale: the limits of its law", () => {
    // A branch of nothing leaves a normal number beside 1; one of everything is a central chi-square.
    const small = noncentralLog(50, 50 / 1e-4);
    expect(small.mean + Math.log(1e-4 / 50)).toBeCloseTo(1e-4 - (2 * 1e-4) / 50, 7);
    expect(small.variance).toBeCloseTo((4 * 1e-4) / 50, 7);
    const large = noncentralLog(50, 0);
    expect(large).toEqual({ mean: Math.LN2 + digamma(25), variance: trigamma(25), third: tetragamma(25) });
  });

  test("orthogonal weights keep |x + W x|^2 = 2 |x|^2 on average", () => {
    const wide = new Array<number>(5).fill(300);
    const [measured] = simulate({
      ...{ rule: orthogonal(1), block, activations: [activationByName("linear")], widths: wide, nets: 10, seed: 2 },
    });
    expect(momentsOf(measured!.map(({ forward }) => forward[3]!)).mean).toBeCloseTo(4 * Math.LN2, 1);
  });
});

/** Mean and variance of the logarithm of a chi-square of n degrees of freedom that is off centre by lambda: a Poisson mixture. */
function logNoncentral(n: number, lambda: number): { readonly mean: number; readonly variance: number } {
  // By the definition, on a grid of the standard normal law along the shift, and of a chi-square across it.
  const [shift, cells] = [Math.sqrt(lambda), 300];
  let [weight, first, second] = [0, 0, 0];
  for (let a = 0; a < cells; a++) {
    const u = -8 + (16 * (a + 0.5)) / cells;
    for (let b = 0; b < cells; b++) {
      const r = Math.sqrt(n) - 7 + (14 * (b + 0.5)) / cells;
      if (r <= 0) continue;
      const density = Math.exp((n - u ** 2 - r ** 2) / 2) * (r ** 2 / n) ** ((n - 2) / 2);
      const log = Math.log((shift + u) ** 2 + r ** 2);
      weight += density;
      first += density * log;
      second += density * log * log;
    }
  }
  return { mean: first / weight, variance: second / weight - (first / weight) ** 2 };
}
