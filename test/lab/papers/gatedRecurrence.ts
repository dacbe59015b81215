import { sigmoid } from "../../../harness/propagation/activation/sigmoid.js";
import { tanh } from "../../../harness/propagation/activation/tanh.js";
import { blockNamed, type FormulaBlock } from "../../../harness/propagation/block/index.js";
import { normalReader, normalsOf } from "../../../harness/propagation/network/normals.js";
import { meanSquare } from "../../../harness/propagation/network/signal.js";
import { activationMoments } from "../../../harness/propagation/theory/index.js";
import { lecunNormal } from "../../../initializers/index.js";
import { formulaNet, meanSquareOf } from "./formulaNet.js";
import { once } from "./once.js";
import { type Paper, paper } from "./paper.js";

const [WIDTH, STEPS, WIDE] = [256, 12, 2 ** 17];

const logRatio = (after: number, before: number): number => Math.log(after / before);

/**
 * Of infinitely wide units z' = u z + (1 - u) tanh(W (r z) + U x): E z^2 of the last step, and the growth of E (dL/dz)^2 over all of them. Gates and what they let
 * through are independent, and so are the four ways back, by z itself, through u, through r z, and through r.
 */
function gru(): { readonly square: number; readonly growth: number } {
  let [square, growth] = [1, 1];
  for (let step = 1; step <= STEPS; step++) {
    // 1 - u has the law of u.
    const gate = activationMoments(sigmoid, square + 1);
    const fresh = activationMoments(tanh, gate.phi2 * square + 1);
    const through = gate.phi2 * fresh.dphi2;
    growth *= gate.phi2 + (square + fresh.phi2) * gate.dphi2 + through * (gate.phi2 + square * gate.dphi2);
    square = gate.phi2 * (square + fresh.phi2);
  }
  return { square, growth };
}

/** Units without matrices, exactly: given what came in, the units of W h + U x are independent normals. */
function units(count: number, seed: number) {
  const fill = normalReader(seed, "units");
  const normals = (): Float64Array => fill(new Float64Array(count));
  return {
    normals,
    /** phi(W h + U x), of matrices and inputs of its own. */
    layer: (phi: (x: number) => number, h: Float64Array, input: number): Float64Array => {
      const sd = Math.sqrt(meanSquare(h) + input);
      return normals().map((value) => phi(sd * value));
    },
  };
}

function gruUnits(count: number, seed: number): number {
  const { normals, layer } = units(count, seed);
  let z = normals();
  const start = meanSquare(z);
  for (let step = 1; step <= STEPS; step++) {
    const input = meanSquare(normals());
    const update = layer(sigmoid.fn, z, input);
    const reset = layer(sigmoid.fn, z, input);
    const fresh = layer(
      tanh.fn,
      z.map((value, i) => reset[i]! * value),
      input,
    );
    z = z.map((value, i) => update[i]! * value + (1 - update[i]!) * fresh[i]!);
  }
  return logRatio(meanSquare(z), start);
}

/** The cell is not normal, so that no moment tells the next one: its units do. */
function lstmUnits(count: number, seed: number): number {
  const { normals, layer } = units(count, seed);
  let cell = normals();
  let output: Float64Array = new Float64Array(count);
  const start = meanSquare(cell);
  for (let step = 1; step <= STEPS; step++) {
    const input = meanSquare(normals());
    const h = cell.map((value, i) => output[i]! * tanh.fn(value));
    const [forget, enter, candidate] = [sigmoid.fn, sigmoid.fn, tanh.fn].map((phi) => layer(phi, h, input));
    output = layer(sigmoid.fn, h, input);
    cell = cell.map((value, i) => forget![i]! * value + enter![i]! * candidate![i]!);
  }
  return logRatio(meanSquare(cell), start);
}

const wideGru = once(gru);
const wideLstm = once(() => lstmUnits(WIDE, 0));
const blocks = ["gru", "lstm"].map((name) => blockNamed(name) as FormulaBlock);
const right: readonly FormulaBlock[] = blocks.map((block) => ({ ...block, isTied: false }));

export const gatedRecurrence: Paper = paper<readonly FormulaBlock[]>({
  id: "gated-recurrence",
  rows: [37],
  paper: "Gilboa et al. (2019)",
  figure: "mean-field theory of GRU and LSTM at initialization",
  settings: `lecun_normal for every matrix, no biases, ${WIDTH} units, ${STEPS} steps with fresh normal inputs; new matrices at every step, as theory supposes`,
  meaning:
    "Gates without biases are about one half: of a state's square a third is left after a step, whatever the weights, and what comes in takes its place. States stay of order " +
    "one by their inputs alone, and the squared gradient loses a factor of nearly e a step. Memory is in the biases of the gates.",
  remark:
    "The planted mistake is what every real network does: with one matrix for all steps a unit's gates are alike from step to step, which theory leaves out. A cell is not normal, so that its " +
    `limit is that of ${WIDE} units; lengths are held to units drawn without matrices, gradients of GRU to infinite width.`,
  nets: 96,
  statistics: () => [
    { name: "GRU: change of ln mean(z^2)", limit: Math.log(wideGru().square) },
    { name: "LSTM: change of ln mean(c^2)", limit: wideLstm() },
    { name: "GRU: squared gradient, first / last, relative to theory", limit: 1 },
  ],
  right,
  wrong: { what: "one matrix for all steps", setting: blocks },
  draw(seed, [ofGru, ofLstm]) {
    const input = [normalsOf(seed, "state", WIDTH)];
    const net = { activation: "tanh", depth: STEPS, rule: lecunNormal.rule, seed, input };
    const [one, other] = [ofGru!, ofLstm!].map((block) => formulaNet({ ...net, block }));
    const grown = (run: typeof one): number => logRatio(meanSquareOf(run!.layers.at(-1)!), meanSquareOf(input));
    return [grown(one), grown(other), meanSquareOf(one!.entry) / meanSquareOf(one!.top) / wideGru().growth];
  },
  reference: { nets: 400, draw: (seed) => [gruUnits(WIDTH, seed), lstmUnits(WIDTH, seed)] },
});
