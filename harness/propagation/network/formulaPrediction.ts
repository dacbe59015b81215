/** Predicts networks of formulas, for which theory has no law at finite width, by reference networks of the same formula. */
import type { Rule } from "../../contract/rule/index.js";
import type { Activation } from "../activation/index.js";
import type { FormulaBlock } from "../block/formula.js";
import { network } from "../theory/network.js";
import { formulaLengths, formulaShapes } from "./formulaPath.js";
import type { Prediction } from "./layerLaw.js";
import { normalReader } from "./normals.js";
import { referencePrediction } from "./referencePrediction.js";
import type { SheetWeights } from "./sheets.js";
import { normalSheets, realWeights } from "./sheetWeights.js";
import { normalized } from "./signal.js";
import type { WeightKind } from "./weightKind.js";
import { layersOfShapes } from "./weights.js";

export interface FormulaPredictOptions {
  readonly rule: Rule;
  readonly activation: Activation;
  readonly widths: readonly number[];
  readonly sigmaB: number;
  readonly seed: number;
  readonly draws: number;
  /** The known inputs z^0 of the predicted networks, which reference networks use in turn. */
  readonly inputs?: readonly (readonly Float64Array[])[];
}

/** The approximate number of multiplications for all reference networks, and the fewest networks. */
const MOST_WORK = 2 ** 30;
const FEWEST = 50;
/** Drawing a weight takes as long as this many multiplications. */
const DRAWN = 8;

export function formulaPrediction(block: FormulaBlock, options: FormulaPredictOptions, kind: WeightKind): Prediction {
  const { rule, activation, widths, sigmaB, seed } = options;
  const [width, depth] = [widths[0]!, widths.length - 1];
  const shapes = formulaShapes(block, widths);
  const { count, are } = block.rows;
  const given = options.inputs?.map((rows) => (are === "inputs" ? rows.slice(0, 1) : rows));
  const rows = given?.[0]?.length ?? (are === "inputs" ? 1 : count);
  const inputs = shapes.map(({ dims }) => dims.slice(0, -1).reduce((product, size) => product * size, 1));
  const outputs = shapes.map(({ dims }) => dims.at(-1)!);
  const isNormal = kind.kind === "independent" && network(kind.net).kurtosis === 3;
  const sum = (workOf: (m: number) => number): number => shapes.reduce((total, _, m) => total + workOf(m), 0);
  const seen = sum((m) => shapes[m]!.size * (2 * rows + DRAWN));
  const unseen = sum((m) => rows * ((4 * rows + DRAWN) * inputs[m]! + (3 * rows + DRAWN) * outputs[m]!));
  const isUnseen = isNormal && !block.isTied && inputs.every((units) => rows <= units) && unseen < seen;
  const work = isUnseen ? unseen : seen;
  const fill = normalReader(seed, "reference formula");
  const times = block.isTied ? depth : 1;
  const affordable = Math.min(options.draws, Math.max(FEWEST, Math.floor(MOST_WORK / (work * times))));
  const variances = shapes.map((shape) => rule.expect(shape).law.variance);
  let draw = 0;
  const next = () => {
    const name = `reference ${draw++}`;
    const weights: SheetWeights = isUnseen
      ? normalSheets(variances, outputs, fill)
      : realWeights(
          layersOfShapes(rule, shapes, seed, name),
          shapes.map(({ dims }) => dims),
        );
    const filled = (units: number): Float64Array => fill(new Float64Array(units));
    const biases = new Map<string, Float64Array>();
    return formulaLengths({
      ...{ block, activation, depth, weights },
      input:
        given?.[(draw - 1) % given.length] ??
        Array.from({ length: rows }, () => normalized({ values: filled(width), log: 0 }).values),
      topOf: (parts, units) => Array.from({ length: parts }, () => filled(units)),
      fill: (_, out) => fill(out),
      biasOf(l, k, units) {
        if (sigmaB === 0) return null;
        const key = `${block.isTied ? 0 : l} ${k}`;
        const bias = biases.get(key) ?? filled(units).map((b) => sigmaB * b);
        biases.set(key, bias);
        return bias;
      },
    });
  };
  return referencePrediction(next, depth, affordable);
}
