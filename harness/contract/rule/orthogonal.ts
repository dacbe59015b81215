import type { Stream } from "../../random/stream.js";
import { type Block, blocksOf, centreRow } from "../blocks.js";
import { affine, sampleInto, sphereCoordinate, standardNormal } from "../law/index.js";
import { formatShape } from "../layout.js";
import { isReceptive, type Shape } from "../shape.js";
import { haar } from "./haar.js";
import type { Rule } from "./rule.js";

/**
 * Every block, as a matrix of (receptive field x inputs) by outputs, is gain times a Haar matrix: its columns are orthonormal, or
 * its rows if these are fewer (Saxe et al. 2014, arXiv:1312.6120).
 */
export function orthogonal(gain: number): Rule {
  return haarBlocks(gain, blocksOf);
}

/**
 * A Haar matrix of inputs by outputs at the centre (k - 1) >> 1 of the receptive field, 0 elsewhere; inputs must not
 * exceed outputs (Xiao et al. 2018, arXiv:1806.05393).
 */
export function deltaOrthogonal(gain: number): Rule {
  const centred = haarBlocks(gain, centreBlocks);
  return {
    expect(shape) {
      const expected = centred.expect(shape);
      const free = new Set(expected.orthogonal?.matrices.flatMap(indicesOf));
      return { ...expected, fixed: (index) => (free.has(index) ? undefined : 0) };
    },
    fill: centred.fill,
  };
}

function centreBlocks(shape: Shape): readonly Block[] {
  if (!shape.letters.some(isReceptive) || shape.inputs > shape.outputs) {
    const got = `${shape.layout} ${formatShape(shape.dims)}`;
    throw new RangeError(`delta_orthogonal: must have a receptive field and inputs <= outputs, got ${got}`);
  }
  const first = centreRow(shape, (size) => (size - 1) >> 1);
  return blocksOf(shape).map(({ columns, at }) => ({
    rows: shape.inputs,
    columns,
    at: (row, column) => at(first + row, column),
  }));
}

function indicesOf({ rows, columns, at }: Block): number[] {
  return Array.from({ length: rows * columns }, (_, k) => at(Math.floor(k / columns), k % columns));
}

function haarBlocks(gain: number, matricesOf: (shape: Shape) => readonly Block[]): Rule {
  if (!(gain > 0 && Number.isFinite(gain))) throw new RangeError(`orthogonal: gain must be positive, got ${gain}`);
  const known = new WeakMap<Shape, readonly Block[]>();
  return {
    expect(shape) {
      const matrices = matricesOf(shape);
      const long = Math.max(matrices[0]?.rows ?? 0, matrices[0]?.columns ?? 0);
      const law = affine(sphereCoordinate(Math.max(1, long)), gain);
      return { shape, joint: "orthogonal", law, orthogonal: { gain, matrices } };
    },
    fill(shape, stream) {
      const out = new Float32Array(shape.size);
      const matrices = known.get(shape) ?? matricesOf(shape);
      known.set(shape, matrices);
      let drawn = 0;
      for (const block of matrices) {
        place(block, gain, stream, drawn, out);
        drawn += block.rows * block.columns;
      }
      return out;
    },
  };
}

/** Draws one Haar matrix, with the long side vertical, from the stream's entries `start` on, and stores it in the block. */
function place(block: Block, gain: number, stream: Stream, start: number, out: Float32Array): void {
  const { rows, columns, at } = block;
  if (rows === 0 || columns === 0) return;
  const normals = new Float32Array(rows * columns);
  sampleInto(standardNormal, stream, normals, start);
  const upright = rows >= columns;
  const q = upright ? haar(normals, rows, columns, gain) : haar(normals, columns, rows, gain);
  const [rowStride, step] = upright ? [columns, 1] : [1, rows];
  const offsets = Float64Array.from({ length: columns }, (_, k) => at(0, k) - at(0, 0));
  for (let row = 0; row < rows; row++) {
    const to = at(row, 0);
    const from = row * rowStride;
    for (let k = 0; k < columns; k++) out[to + offsets[k]!] = q[from + k * step]!;
  }
}
