/** Formulas: every derivative against finite differences, matrices that are never there against real ones, and what must hold of each. */

import { describe, expect, test } from "vitest";
import { standardNormal } from "../../../harness/contract/law/index.js";
import { constant, deltaOrthogonal, orthogonal, varianceScaling } from "../../../harness/contract/rule/index.js";
import { dot } from "../../../harness/numeric/vectors.js";
import { activationByName } from "../../../harness/propagation/activation/index.js";
import { blockNamed, type FormulaBlock, formulas } from "../../../harness/propagation/block/index.js";
import { compare } from "../../../harness/propagation/network/compare.js";
import { formulaShapes } from "../../../harness/propagation/network/formulaPath.js";
import { normalReader, normalsOf } from "../../../harness/propagation/network/normals.js";
import { predict } from "../../../harness/propagation/network/predict.js";
import { openTape, taped } from "../../../harness/propagation/network/sheets.js";
import { normalSheets, orthonormal, realWeights } from "../../../harness/propagation/network/sheetWeights.js";
import { simulate } from "../../../harness/propagation/network/simulate.js";
import { layersOfShapes } from "../../../harness/propagation/network/weights.js";
import { momentsOf } from "./helpers.js";

const gaussian = varianceScaling(standardNormal, 1.3, "in");
const WIDTH = 4;

/** The layer's next state as a function of its state, with weights and chance as they are, and the gradients of a random sum over it. */
function layerOf(block: FormulaBlock, name: string, layer: number) {
  const activation = activationByName(name);
  const shapes = formulaShapes(block, [WIDTH, WIDTH]);
  const weights = realWeights(
    layersOfShapes(gaussian, shapes, 3, "net 0"),
    shapes.map(({ dims }) => dims),
  );
  const open = () =>
    openTape({
      ...{ activation, weights, fill: normalReader(1, "chance") },
      biasOf: (k, units) => normalsOf(2, `bias ${k}`, units),
    });
  const run = (state: readonly (readonly Float64Array[])[]) => {
    const tape = open();
    const from = state.map(taped);
    const to = block.layer(tape.ops, from, { layer, depth: 3 });
    const tops = to.map(({ rows }, s) => rows.map((row, r) => normalsOf(5, `top ${s} ${r}`, row.length)));
    const loss = to.reduce(
      (sum, { rows }, s) => sum + rows.reduce((all, row, r) => all + dot(row, tops[s]![r]!), 0),
      0,
    );
    return { tape, from, outputs: to, tops, loss };
  };
  return run;
}

describe.each(formulas)("$name", (block) => {
  test.each(["tanh", "gelu"])("%s: the way back is the derivative of the way up", (name) => {
    const run = layerOf(block, name, 2);
    const state = Array.from({ length: block.sheets }, (_, s) =>
      Array.from({ length: block.rows.count }, (_, r) => normalsOf(4, `state ${s} ${r}`, WIDTH)),
    );
    const { tape, from, outputs, tops } = run(state);
    for (const [s, sheet] of outputs.entries()) (sheet as ReturnType<typeof taped>).gradient = tops[s]!;
    tape.goBack();
    const step = 1e-5;
    for (const [s, r, i] of [
      [0, 0, 0],
      [0, 1, 2],
      [0, block.rows.count - 1, 3],
      [block.sheets - 1, 0, 1],
    ] as const) {
      const moved = (by: number) =>
        run(
          state.map((rows, a) => rows.map((row, b) => row.map((x, k) => (a === s && b === r && k === i ? x + by : x)))),
        ).loss;
      const slope = (moved(step) - moved(-step)) / (2 * step);
      expect(Math.abs((from[s]!.gradient?.[r]?.[i] ?? 0) - slope)).toBeLessThan(1e-6 * Math.max(1, Math.abs(slope)));
    }
  });

  test("follows its own prediction, and weights 40% too large do not", () => {
    const [depth, nets, width] = [4, 30, 16];
    const widths = new Array<number>(depth + 1).fill(width);
    const activation = activationByName("tanh");
    const about = { block, widths, seed: 2, sigmaB: 0.2 };
    const prediction = predict({ ...about, rule: gaussian, activation, draws: 200, nets }, []);
    const verdictOf = (scale: number) => {
      const rule = varianceScaling(standardNormal, scale, "in");
      return compare(simulate({ ...about, rule, activations: [activation], nets })[0]!, prediction, 1e-4).verdict;
    };
    expect([verdictOf(1.3), verdictOf(1.3 * 1.4)]).toEqual(["pass", "fail"]);
  });
});

describe("matrices that are never there", () => {
  test("rows are combinations of orthonormal ones, as many as their rank", () => {
    const rows = [0, 1, 2].map((r) => normalsOf(1, `row ${r}`, 9));
    const all = [...rows, rows[0]!.map((x, i) => 2 * x - rows[1]![i]!)];
    const { mix, basis } = orthonormal(all);
    expect(basis).toHaveLength(3);
    for (const [a, one] of basis.entries())
      for (const [b, other] of basis.entries()) expect(dot(one, other)).toBeCloseTo(a === b ? 1 : 0, 12);
    for (const [r, row] of all.entries())
      for (let i = 0; i < 9; i++) {
        expect(mix[r]!.reduce((sum, share, q) => sum + share * basis[q]![i]!, 0)).toBeCloseTo(row[i]!, 12);
      }
  });

  test("products have the moments of real ones, on the way back given the way up", () => {
    // X W, and D W^T where D is what came out: E |W^T W x|^2 differs from that of a fresh matrix.
    const [inputs, outputs, draws] = [10, 6, 6000];
    const fill = normalReader(1, "sheets");
    const x = [0, 1, 2].map((r) => normalsOf(2, `x ${r}`, inputs));
    const shapes = [[inputs, outputs]];
    const both = [true, false].map((isReal) =>
      Array.from({ length: draws }, (_, draw) => {
        const matrix = Float32Array.from(normalsOf(3, `matrix ${draw}`, inputs * outputs));
        const weights = isReal ? realWeights(() => matrix, shapes) : normalSheets([1], [outputs], fill);
        const z = weights.forward(0, x);
        const back = weights.backward(0, z, inputs);
        return [
          dot(z[0]!, z[1]!),
          dot(z[2]!, z[2]!),
          dot(back[0]!, x[0]!),
          dot(back[0]!, back[2]!),
          dot(back[1]!, back[1]!),
        ];
      }),
    );
    for (let k = 0; k < 5; k++) {
      const [real, unseen] = both.map((of) => momentsOf(of.map((one) => one[k]!)));
      const error = Math.sqrt((real!.variance + unseen!.variance) / draws);
      expect(Math.abs(real!.mean - unseen!.mean)).toBeLessThan(4 * error);
      expect(Math.abs(Math.log(real!.variance / unseen!.variance))).toBeLessThan(0.3);
    }
  });
});

describe("what must hold", () => {
  const run = (
    architecture: string,
    rule: Parameters<typeof simulate>[0]["rule"],
    activation: string,
    depth: number,
    width = 32,
  ) =>
    simulate({
      ...{ rule, block: blockNamed(architecture), activations: [activationByName(activation)], seed: 1, nets: 3 },
      widths: new Array<number>(depth + 1).fill(width),
    })[0]!;

  test("delta-orthogonal kernels keep every length and gradient of linear networks, a thousand layers deep", () => {
    for (const { forward, backward } of run("conv", deltaOrthogonal(1), "linear", 1000, 8)) {
      expect(Math.abs(forward.at(-1)!)).toBeLessThan(1e-4);
      expect(Math.abs(backward[0]!)).toBeLessThan(1e-4);
    }
  });

  test("batch norm explodes by pi / (pi - 1) a layer for ReLU (Yang et al. 2019)", () => {
    const [depth, width] = [12, 128];
    const nets = run("batch_norm", gaussian, "relu", depth, width);
    // Beyond the two layers whose batch is not yet what depth makes of it; of a batch of 32 the factor is a little smaller.
    const growth = momentsOf(nets.map(({ backward }) => (backward[2]! - backward[9]!) / 7)).mean;
    expect(growth).toBeGreaterThan(Math.log(Math.PI / (Math.PI - 1)) - 0.05);
    expect(growth).toBeLessThan(Math.log(Math.PI / (Math.PI - 1)) + 0.05);
  });

  test("one orthogonal matrix keeps a linear state for ever", () => {
    for (const { forward, backward } of run("rnn", orthogonal(1), "linear", 300)) {
      expect(Math.abs(forward.at(-1)!)).toBeLessThan(1e-3);
      expect(Math.abs(backward[0]!)).toBeLessThan(1e-3);
    }
  });

  test("attention alone makes all tokens one; a skip connection keeps them apart (Dong et al. 2021)", () => {
    const [alone, skipped] = ["attention", "transformer"].map((name) => run(name, gaussian, "gelu", 12));
    for (const { correlation } of alone!) expect(correlation.at(-1)).toBeGreaterThan(0.999);
    for (const { correlation } of skipped!) expect(correlation.at(-1)).toBeLessThan(0.95);
  });

  test("zeros: streams are the identity, others are dead, and both are predicted", () => {
    for (const [name, expected] of [
      ["transformer", 0],
      ["gated", 0],
      ["dropout", Number.NEGATIVE_INFINITY],
    ] as const) {
      const about = { rule: constant(0), block: blockNamed(name), widths: [8, 8, 8, 8], seed: 1, nets: 3 };
      const activation = activationByName("tanh");
      const measured = simulate({ ...about, activations: [activation] })[0]!;
      for (const { forward } of measured) expect(forward.at(-1)).toBeCloseTo(expected, 12);
      const prediction = predict({ ...about, activation, sigmaB: 0, draws: 50 }, measured);
      expect(compare(measured, prediction, 1e-6).verdict).toBe("pass");
    }
  });
});
