/** The layers of one network drawn by a subject, each with a seed of its own. */

import { layoutFor, parseLayout } from "../../contract/layout.js";
import { type Shape, shapeOf } from "../../contract/shape.js";
import { openStream, wordAt } from "../../random/index.js";
import type { Subject } from "../../subject/subject.js";
import type { Tensor } from "../../weights/tensor.js";
import type { LayerWeights } from "../network/weights.js";
import type { NetJob } from "./job.js";

/**
 * The most entries of a network's weights, which are all in memory at once: a subject need not be able to draw a tensor
 * twice.
 */
export const MOST_ENTRIES = 2 ** 28;

/**
 * Asks the subject for all layers of one network.
 *
 * @throws Error of one line if the subject does not draw all of them: a part of a network is of no use
 */
export async function subjectWeights(job: NetJob, shapes: readonly Shape[], subject: Subject): Promise<LayerWeights> {
  const { source } = job;
  const entries = shapes.reduce((sum, { size }) => sum + size, 0);
  if (entries > MOST_ENTRIES) {
    throw new Error(`propagate: a subject's network must have at most ${MOST_ENTRIES} weights, got ${entries}`);
  }
  const matrices: Float32Array[] = [];
  for (const [at, wanted] of shapes.entries()) {
    const layout = layoutFor(wanted.dims, subject.description.layout ?? undefined);
    const shape = sizesFor(layout, wanted);
    const [answer] = await subject.draw([requestFor(job, at + 1, shape, layout)]);
    if (answer?.kind !== "tensor") {
      throw new Error(
        `${subject.description.name}: must draw ${source.asked} ${shape.join("x")}, got ${answer?.reason ?? "nothing"}`,
      );
    }
    if (answer.tensor.shape.join() !== shape.join()) {
      throw new Error(
        `${subject.description.name}: must answer ${shape.join("x")}, got ${answer.tensor.shape.join("x")}`,
      );
    }
    matrices.push(inLayout(answer.tensor, layout, wanted));
  }
  return (layer) => matrices[layer - 1]!;
}

/** Spread over 31 bits: generators may be weak for adjacent seeds. */
const seedFor = ({ seed, net }: NetJob, layer: number): number =>
  wordAt(openStream(seed, `net ${net} layer ${layer}`), 0) >>> 1;

function requestFor(job: NetJob, layer: number, shape: readonly number[], layout: string) {
  const { asked, params } = job.source;
  const seed = seedFor(job, layer);
  return { initializer: asked, shape, layout, groups: 1, dtype: "float32", seed, params } as const;
}

/** The sizes of the axes in a layout with the same letters in another order. */
function sizesFor(layout: string, { letters }: Shape): number[] {
  return parseLayout(layout).map((axis) => {
    const letter = axis.length === 1 ? letters.find(({ name }) => name === axis[0]) : undefined;
    if (letter !== undefined) return letter.size;
    const names = letters.map(({ name }) => name).join("");
    throw new Error(`propagate: the layout of a weight must be ${names} in any order, got ${layout}`);
  });
}

/** The entries in the C order of another layout of the same letters. */
function inLayout({ shape, data }: Pick<Tensor, "shape" | "data">, layout: string, wanted: Shape): Float32Array {
  const values = data instanceof Float32Array ? data : Float32Array.from(data);
  if (layout === wanted.layout) return values;
  const { letters } = shapeOf(shape, layout);
  const strides = wanted.letters.map(({ name }) => letters.find((letter) => letter.name === name)!.stride);
  return Float32Array.from({ length: values.length }, (_, at) => {
    const from = wanted.letters.reduce(
      (sum, { size, stride }, k) => sum + (Math.floor(at / stride) % size) * strides[k]!,
      0,
    );
    return values[from]!;
  });
}

/** The entries of a matrix as inputs by outputs in C order. */
export const inputsFirst = (tensor: Pick<Tensor, "shape" | "data">, layout: string): Float32Array =>
  inLayout(tensor, layout, shapeOf(layout === "io" ? tensor.shape : [...tensor.shape].reverse(), "io"));
