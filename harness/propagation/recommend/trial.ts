/** Checks a recommendation: runs networks of real weights, and compares them with the theory at the same width. */

import { initializerNamed } from "../../contract/index.js";
import { type Initializer, ruleOf } from "../../contract/initializer.js";
import type { AdviceCheck } from "../../record/index.js";
import { isFormula, type LayerBlock } from "../block/index.js";
import { changeOf } from "../network/change.js";
import type { NetCurves } from "../network/netCurves.js";
import { normalsOf } from "../network/normals.js";
import { ruleLayers, shapesFor, simulateNet } from "../network/simulate.js";
import type { RecommendRequest } from "./ask.js";
import { blockFor } from "./blockFor.js";
import type { Choice } from "./candidates.js";
import type { Forecast } from "./prospect.js";

/**
 * The fewest and the most networks for one choice, and the least width: where networks would take too long, they are
 * made narrower.
 */
const [FEWEST, MOST, NARROWEST] = [4, 10, 16];
/** The approximate number of multiplications for one choice. */
const MOST_WORK = 2 ** 27;
/** The time that a matrix takes besides its multiplications, in multiplications. */
const A_MATRIX = 2 ** 13;
const SEED = 0;

/** `forecast` predicts a network of another width. */
export function adviceCheck(
  ask: RecommendRequest,
  choice: Choice,
  contracts: readonly Initializer[],
  forecast: (width: number) => Forecast,
): AdviceCheck | null {
  const block = blockFor(ask, choice);
  const work = (width: number): number => {
    const rows = isFormula(block) ? block.rows.count : 1;
    const shapes = shapesFor(block, widthsOf(ask.depth, width));
    const once = isFormula(block) && block.isTied ? ask.depth : 1;
    return shapes.reduce((sum, { size }) => sum + size * 2 * (rows + 2) + A_MATRIX, 0) * once;
  };
  let width = ask.width;
  while (width > NARROWEST && FEWEST * work(width) > MOST_WORK) width = Math.max(NARROWEST, Math.floor(width / 2));
  const nets = Math.max(FEWEST, Math.min(MOST, Math.floor(MOST_WORK / work(width))));
  const rule = ruleOf(initializerNamed(contracts, choice.initializer), choice.params);
  const widths = widthsOf(ask.depth, width);
  const activation = choice.instead ?? ask.activation;
  const about = {
    activations: [activation],
    block,
    widths,
    seed: SEED,
    sigmaB: choice.sigmaB,
    toInput: true,
    onlyLengths: true,
  };
  const curves = Array.from({ length: nets }, (_, net) => {
    const inputs = [normalsOf(SEED, `net ${net} input 0`, width)];
    const [one] = simulateNet({ ...about, inputs }, ruleLayers({ rule, block, widths, seed: SEED }, net), net);
    return one!;
  });
  const changes = curves.map((net) => changeIn(block, net, widths));
  const theory = width === ask.width ? forecast(ask.width) : forecast(width);
  const [forward, backward] = [
    statistic(changes.map(({ forward }) => forward)),
    statistic(changes.map(({ backward }) => backward)),
  ];
  if (forward === null || backward === null) return null;
  const errorOf = (sd: number | null): number | null =>
    sd === null || !Number.isFinite(sd) ? null : sd / Math.sqrt(nets);
  return {
    ...{ width, nets, forward: forward.mean, forwardError: forward.error, backward: backward.mean },
    ...{
      backwardError: backward.error,
      predictedForward: theory.change.forward,
      predictedBackward: theory.change.backward,
      predictedForwardError: errorOf(theory.sd.forward),
      predictedBackwardError: errorOf(theory.sd.backward),
    },
  };
}

const widthsOf = (depth: number, width: number): number[] => new Array<number>(depth + 1).fill(width);

/** The change that theory predicts: from the input on if there is a stream, otherwise from the first layer on. */
function changeIn(block: LayerBlock, { forward, backward, entry }: NetCurves, widths: readonly number[]) {
  if (entry !== undefined && !isFormula(block)) return { forward: forward.at(-1)!, backward: entry };
  return changeOf([...forward], [...backward], widths);
}

/** Null if some network is dead or overflowed, so that its value is not finite. */
function statistic(values: readonly (number | null)[]): { readonly mean: number; readonly error: number } | null {
  if (!values.every((value): value is number => value !== null && Number.isFinite(value))) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(square / (values.length - 1) / values.length) };
}
