import { type Block, blocksOf, centreRow } from "../blocks.js";
import { point } from "../law/index.js";
import { formatShape } from "../layout.js";
import { isReceptive, type Shape } from "../shape.js";
import type { Rule } from "./rule.js";

/** Every entry is fixed: nothing is drawn. */
function exact(valuesOf: (shape: Shape) => (index: number) => number): Rule {
  return {
    expect: (shape) => ({ shape, joint: "exact", law: point(0), fixed: valuesOf(shape) }),
    fill(shape) {
      const valueAt = valuesOf(shape);
      return Float32Array.from({ length: shape.size }, (_, index) => valueAt(index));
    },
  };
}

export function constant(value: number): Rule {
  const law = point(value);
  return {
    expect: (shape) => ({ shape, joint: "exact", law, fixed: () => value }),
    fill: (shape) => new Float32Array(shape.size).fill(value),
  };
}

/** Tolerance: programs compute logarithms in float32, with errors of an ulp or two. */
const LOGARITHM = 2 ** -22;

/** ln(1), ln(2), ..., ln(N) along the last axis, of N places. */
export const logTable: Rule = {
  expect(shape) {
    const places = Math.max(1, shape.dims.at(-1) ?? 1);
    return {
      ...{ shape, joint: "exact", law: point(0), fixedWithin: LOGARITHM },
      fixed: (index) => Math.log(1 + (index % places)),
    };
  },
  fill: (shape) => {
    const places = Math.max(1, shape.dims.at(-1) ?? 1);
    return Float32Array.from({ length: shape.size }, (_, index) => Math.log(1 + (index % places)));
  },
};

/** gain on the diagonal of every block, 0 elsewhere; a layout with a receptive field has no diagonal. */
export const identity = (gain: number): Rule =>
  exact((shape) => {
    if (shape.letters.some(isReceptive)) {
      throw new RangeError(`identity: the layout must have no receptive field, got ${shape.layout}`);
    }
    return onDiagonal(shape, 0, gain);
  });

/** 1 at the centre k >> 1 of the receptive field where output = input: the layer passes its channels through. */
export const dirac: Rule = exact((shape) => {
  if (!shape.letters.some(isReceptive)) {
    throw new RangeError(
      `dirac: the layout must have a receptive field, got ${shape.layout} ${formatShape(shape.dims)}`,
    );
  }
  return onDiagonal(
    shape,
    centreRow(shape, (size) => size >> 1),
    1,
  );
});

function onDiagonal(shape: Shape, firstRow: number, value: number): (index: number) => number {
  const diagonal = new Set(blocksOf(shape).flatMap((block) => diagonalOf(block, firstRow, shape.inputs)));
  return (index) => (diagonal.has(index) ? value : 0);
}

function diagonalOf(block: Block, firstRow: number, inputs: number): number[] {
  if (block.rows === 0) return [];
  return Array.from({ length: Math.min(inputs, block.columns) }, (_, k) => block.at(firstRow + k, k));
}
