/** Runs networks of formulas with real weights. */
import type { Shape } from "../../contract/shape.js";
import type { Activation } from "../activation/index.js";
import type { FormulaBlock } from "../block/formula.js";
import { copyFinder } from "./copies.js";
import { flat, formulaLengths, formulaShapes } from "./formulaPath.js";
import { emptyCurves, type NetCurves } from "./netCurves.js";
import { normalReader, normalsOf } from "./normals.js";
import { realWeights } from "./sheetWeights.js";
import { cosine, normalized } from "./signal.js";
import { momentsOfUnits } from "./units.js";
import type { Layers } from "./weights.js";

export interface FormulaOptions {
  readonly activations: readonly Activation[];
  readonly widths: readonly number[];
  readonly seed: number;
  readonly sigmaB?: number;
  readonly onlyLengths?: boolean;
}

/** Runs network number `net` with these weights; returns one item for each activation. */
export function simulateFormula(
  block: FormulaBlock,
  { activations, widths, seed, sigmaB = 0, onlyLengths = false }: FormulaOptions,
  weights: Layers,
  net: number,
): NetCurves[] {
  const shapes = formulaShapes(block, widths);
  const faults = onlyLengths ? {} : faultsOf(weights, shapes, net);
  return activations.map((activation) => ({
    ...runOne(block, activation, { widths, seed, sigmaB, net }, weights),
    ...faults,
  }));
}

interface Run {
  readonly widths: readonly number[];
  readonly seed: number;
  readonly sigmaB: number;
  readonly net: number;
}

function runOne(
  block: FormulaBlock,
  activation: Activation,
  { widths, seed, sigmaB, net }: Run,
  weights: Layers,
): NetCurves {
  const [width, depth] = [widths[0]!, widths.length - 1];
  const { count, are } = block.rows;
  const rowsOf = (name: string, rows: number, units: number): Float64Array[] =>
    Array.from({ length: rows }, (_, r) => normalsOf(seed, `net ${net} ${name} ${r}`, units));
  const input = rowsOf("input", count, width).map((values) => normalized({ values, log: 0 }).values);
  const readers = new Map<number, (out: Float64Array) => Float64Array>();
  const curves = emptyCurves(depth, input[0]!, new Float64Array(0));
  const nothing = new Float64Array(depth).fill(Number.NaN);
  const lengths = formulaLengths({
    ...{ block, activation, depth, input },
    topOf: (rows, units) => rowsOf("top", rows, units).map((row, r) => (are === "inputs" && r > 0 ? row.fill(0) : row)),
    weights: realWeights(
      weights,
      formulaShapes(block, widths).map(({ dims }) => dims),
    ),
    fill(l, out) {
      const reader = readers.get(l) ?? normalReader(seed, `net ${net} chance ${l}`);
      readers.set(l, reader);
      return reader(out);
    },
    biasOf: (l, k, units) =>
      sigmaB === 0
        ? null
        : normalsOf(seed, `net ${net} bias ${block.isTied ? 0 : l} ${k}`, units).map((b) => sigmaB * b),
    onLayer(l, z) {
      const x = z[0]!.map(activation.fn);
      const { mean, variance } = momentsOfUnits({ values: x, log: 0 });
      curves.mean[l - 1] = mean;
      curves.variance[l - 1] = variance;
      curves.correlation[l - 1] = cosine(z[0]!, z[1]!);
    },
  });
  return { ...curves, ...lengths, batchVariance: nothing, dead: nothing, top: flat(input) };
}

/** The faults of matrices in memory: copies, low rank, entries that are not finite. */
function faultsOf(weights: Layers, shapes: readonly Shape[], net: number): Pick<NetCurves, "copies" | "lost"> {
  const finder = copyFinder(1 + (net % shapes.length));
  for (const [m, { dims }] of shapes.entries()) {
    const matrix = weights(m + 1);
    if (!(matrix instanceof Float32Array)) break;
    const bad = matrix.find((weight) => !Number.isFinite(weight));
    if (bad !== undefined) return { copies: null, lost: `matrix ${m + 1} of the weights holds ${bad}` };
    finder.look(m + 1, matrix, dims.at(-1)!);
  }
  return { copies: finder.found };
}
