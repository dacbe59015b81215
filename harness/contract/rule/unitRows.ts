import { type Block, blocksOf } from "../blocks.js";
import { affine, sampleInto, sphereCoordinate, standardNormal } from "../law/index.js";
import type { Shape } from "../shape.js";
import type { Rule } from "./rule.js";

/**
 * The incoming weights of every output are a uniform point on the sphere of this radius: a row of normals divided by its length.
 * Rows are independent.
 */
export function unitRows(radius: number): Rule {
  if (!(radius > 0 && Number.isFinite(radius)))
    throw new RangeError(`unit rows: radius must be positive, got ${radius}`);
  return {
    expect(shape) {
      const matrices = rowsOf(shape);
      const law = affine(sphereCoordinate(Math.max(1, matrices[0]?.rows ?? 1)), radius);
      return { shape, joint: "orthogonal", law, orthogonal: { gain: radius, matrices } };
    },
    fill(shape, stream) {
      const normals = new Float32Array(shape.size);
      sampleInto(standardNormal, stream, normals);
      const out = new Float32Array(shape.size);
      for (const { rows, at } of rowsOf(shape)) {
        let square = 0;
        for (let row = 0; row < rows; row++) square += normals[at(row, 0)]! * normals[at(row, 0)]!;
        const scale = radius / Math.sqrt(square);
        for (let row = 0; row < rows; row++) out[at(row, 0)] = normals[at(row, 0)]! * scale;
      }
      return out;
    },
  };
}

/** A matrix with one column for every output of every block. */
const rowsOf = (shape: Shape): readonly Block[] =>
  blocksOf(shape).flatMap(({ rows, columns, at }) =>
    Array.from({ length: columns }, (_, column) => ({ rows, columns: 1, at: (row: number) => at(row, column) })),
  );
