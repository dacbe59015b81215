import { type Block, blocksOf } from "../blocks.js";
import { affine, sampleInto, standardNormal } from "../law/index.js";
import { openStream, type Stream, wordAt } from "../random/stream.js";
import type { Rule } from "./rule.js";

/**
 * Of the incoming weights of every output exactly ceil(sparsity x fan_in), at random places, are 0; the others are
 * N(0, stddev) (Martens 2010, "Deep learning via Hessian-free optimization", section 5).
 */
export function sparse(sparsity: number, stddev: number): Rule {
  if (!(sparsity >= 0 && sparsity <= 1))
    throw new RangeError(`sparse: sparsity must be within 0 and 1, got ${sparsity}`);
  const law = affine(standardNormal, stddev);
  const zerosOf = (rows: number): number => Math.ceil(sparsity * rows);
  return {
    expect: (shape) => ({ shape, joint: "sparse", law, zerosPerColumn: zerosOf(shape.fanIn) }),
    fill(shape, stream) {
      const out = new Float32Array(shape.size);
      sampleInto(law, stream, out);
      const places = placesOf(stream);
      let drawn = 0;
      for (const block of blocksOf(shape)) {
        clear(block, zerosOf(block.rows), out, (k) => wordAt(places, drawn + k));
        drawn += block.rows * block.columns;
      }
      return out;
    },
  };
}

/** A stream of its own for the places, so that the values do not depend on the sparsity. */
const placesOf = (stream: Stream): Stream =>
  openStream(stream.key[0] + stream.key[1] * 2 ** 32, `sparse ${stream.name}`);

/** Zeroes `count` entries of each column: the first steps of a Fisher-Yates shuffle. */
function clear({ rows, columns, at }: Block, count: number, out: Float32Array, word: (k: number) => number): void {
  const order = Array.from({ length: rows }, (_, row) => row);
  for (let column = 0; column < columns; column++) {
    for (let k = 0; k < count; k++) {
      const other = k + Math.floor((word(column * rows + k) / 2 ** 32) * (rows - k));
      [order[k], order[other]] = [order[other]!, order[k]!];
      out[at(order[k]!, column)] = 0;
    }
  }
}
