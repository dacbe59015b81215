/** One network of a formula on real weights, with what papers look at: its rows, and the gradients of its input and weights. */
import type { Rule } from "../../../harness/contract/rule/index.js";
import { dot } from "../../../harness/numeric/vectors.js";
import { activationByName } from "../../../harness/propagation/activation/index.js";
import type { FormulaBlock } from "../../../harness/propagation/block/index.js";
import { formulaShapes, matrixAt } from "../../../harness/propagation/network/formulaPath.js";
import { normalReader, normalsOf } from "../../../harness/propagation/network/normals.js";
import { openTape, type SheetWeights, type TapedSheet, taped } from "../../../harness/propagation/network/sheets.js";
import { realWeights } from "../../../harness/propagation/network/sheetWeights.js";

import { layersOfShapes } from "../../../harness/propagation/network/weights.js";
import { square } from "./nets.js";

export type Rows = readonly Float64Array[];

export interface FormulaNet {
  readonly block: FormulaBlock;
  readonly activation: string;
  readonly depth: number;
  readonly rule: Rule;
  readonly seed: number;
  readonly input: Rows;
}

export interface FormulaRun {
  /** z of every layer. */
  readonly layers: readonly Rows[];
  /** The gradients with respect to z^0 and z^L, of which the latter is drawn. */
  readonly entry: Rows;
  readonly top: Rows;
  /** Of the weights' gradients: the sum over matrices of Var(w) |dL/dW|^2, which is the tangent kernel along the top gradient. */
  readonly tangent: number;
}

export function formulaNet({ block, activation, depth, rule, seed, input }: FormulaNet): FormulaRun {
  const width = input[0]!.length;
  const shapes = formulaShapes(block, square(width, depth));
  const real = realWeights(
    layersOfShapes(rule, shapes, seed, "net"),
    shapes.map(({ dims }) => dims),
  );
  const met = new Map<number, Rows>();
  let tangent = 0;
  const weights: SheetWeights = {
    forward(m, x) {
      met.set(m, x);
      return real.forward(m, x);
    },
    backward(m, delta, units) {
      tangent += rule.expect(shapes[m]!).law.variance * outerSquare(met.get(m)!, delta);
      return real.backward(m, delta, units);
    },
  };
  const fill = normalReader(seed, "chance");
  const aside = Array.from({ length: block.sheets - 1 }, () => taped(input.map((row) => new Float64Array(row.length))));
  const entry = taped(input);
  let state: readonly TapedSheet[] = [entry, ...aside];
  const tapes = square(width, depth - 1).map((_, l) => {
    const at = (m: number): number => matrixAt(block, width, l + 1, m);
    const tape = openTape({
      ...{ activation: activationByName(activation), fill, biasOf: () => null },
      weights: {
        forward: (k, x) => weights.forward(at(k), x),
        backward: (k, delta, units) => weights.backward(at(k), delta, units),
      },
    });
    state = block.layer(tape.ops, state, { layer: l + 1, depth }) as readonly TapedSheet[];
    return { tape, z: state[0]! };
  });
  const last = tapes.at(-1)!.z;
  last.gradient = last.rows.map(({ length }, r) => normalsOf(seed, `top ${r}`, length));
  const top = last.gradient;
  for (const { tape } of tapes.toReversed()) tape.goBack();
  return { layers: tapes.map(({ z }) => z.rows), entry: entry.gradient!, top, tangent };
}

/** |sum over rows of x_r delta_r^T|^2. */
function outerSquare(x: Rows, delta: Rows): number {
  let sum = 0;
  for (const [r, one] of x.entries())
    for (const [s, other] of x.entries()) sum += dot(one, other) * dot(delta[r]!, delta[s]!);
  return sum;
}

/** Over rows and units. */
export const meanSquareOf = (rows: Rows): number =>
  rows.reduce((sum, row) => sum + dot(row, row) / row.length, 0) / rows.length;

export const meanRow = (rows: Rows): Float64Array =>
  rows[0]!.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length);

/** `count` orthogonal rows of mean square one. */
export function orthogonalRows(count: number, width: number): Rows {
  return Array.from({ length: count }, (_, r) =>
    new Float64Array(width).map((__, i) => (i === r ? Math.sqrt(width) : 0)),
  );
}
