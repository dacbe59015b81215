import { openStream, type Stream, wordAt } from "../../random/stream.js";
import { type Block, blocksOf, requireChannels } from "../blocks.js";
import { affine, sampleInto, standardNormal } from "../law/index.js";
import type { Shape } from "../shape.js";
import type { Rule } from "./rule.js";

/**
 * Exactly ceil(sparsity x fan_in) of the incoming weights of every output are 0, at random places; the others are N(0, stddev)
 * (Martens 2010, "Deep learning via Hessian-free optimization", section 5).
 */
export function sparse(sparsity: number, stddev: number): Rule {
  if (!(sparsity >= 0 && sparsity <= 1))
    throw new RangeError(`sparse: sparsity must be within 0 and 1, got ${sparsity}`);
  const law = affine(standardNormal, stddev);
  const zerosOf = (rows: number): number => Math.ceil(sparsity * rows);
  return {
    expect(shape) {
      requireChannels(shape);
      return { shape, joint: "sparse", law, zerosPerColumn: zerosOf(shape.inputs * shape.receptive) };
    },
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

/**
 * The same with inputs and outputs exchanged: exactly ceil(sparsity x outputs) of the outgoing weights of every input are 0.
 * Frameworks that count zeros by columns of a matrix `oi` do this.
 */
export function sparseOutputs(sparsity: number, stddev: number): Rule {
  const rule = sparse(sparsity, stddev);
  return {
    expect: (shape) => rule.expect(turned(shape)),
    fill: (shape, stream) => rule.fill(turned(shape), stream),
  };
}

/** The shape with inputs and outputs exchanged. */
function turned(shape: Shape): Shape {
  const names: Readonly<Record<string, string>> = { i: "o", o: "i" };
  return {
    ...shape,
    inputs: shape.outputs,
    outputs: shape.inputs,
    fanIn: shape.fanOut,
    fanOut: shape.fanIn,
    letters: shape.letters.map((letter) => ({ ...letter, name: names[letter.name] ?? letter.name })),
  };
}

/** A separate stream for the places, so that the values do not depend on the sparsity. */
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
