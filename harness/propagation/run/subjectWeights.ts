/** The layers of one network drawn by a subject, each with a seed of its own. */

import { layoutFor, parseLayout } from "../../contract/layout.js";
import { openStream, wordAt } from "../../random/index.js";
import type { Subject } from "../../subject/subject.js";
import type { Tensor } from "../../weights/tensor.js";
import type { LayerWeights } from "../network/weights.js";
import type { NetJob } from "./job.js";

/** A network's weights are held at once: a subject need not be able to draw a tensor twice. */
export const MOST_ENTRIES = 2 ** 28;

/**
 * Asks the subject for all layers of one network.
 *
 * @throws Error of one line where it cannot or does not draw them: a curve has no place for half a network
 */
export async function subjectWeights(job: NetJob, subject: Subject): Promise<LayerWeights> {
  const { source, widths } = job;
  const entries = widths.slice(1).reduce((sum, width, l) => sum + width * widths[l]!, 0);
  if (entries > MOST_ENTRIES) {
    throw new Error(`propagate: a subject's network must have at most ${MOST_ENTRIES} weights, got ${entries}`);
  }
  const layout = layoutFor([1, 1], subject.description.layout ?? "io");
  const layers: Float32Array[] = [];
  for (let layer = 1; layer < widths.length; layer++) {
    const shape = shapeFor(layout, widths[layer - 1]!, widths[layer]!);
    const [answer] = await subject.draw([requestFor(job, layer, shape, layout)]);
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
    layers.push(inputsFirst(answer.tensor, layout));
  }
  return (layer) => layers[layer - 1]!;
}

/** Scattered over 31 bits: generators may be weak for adjacent seeds. */
const seedFor = ({ seed, net }: NetJob, layer: number): number =>
  wordAt(openStream(seed, `net ${net} layer ${layer}`), 0) >>> 1;

function requestFor(job: NetJob, layer: number, shape: readonly number[], layout: string) {
  const { asked, params } = job.source;
  const seed = seedFor(job, layer);
  return { initializer: asked, shape, layout, groups: 1, dtype: "float32", seed, params } as const;
}

function shapeFor(layout: string, fanIn: number, fanOut: number): number[] {
  const sizes: Readonly<Record<string, number>> = { i: fanIn, o: fanOut };
  return parseLayout(layout).map((axis) => {
    const size = axis.length === 1 ? sizes[axis[0]!] : undefined;
    if (size === undefined) throw new Error(`propagate: the layout of a weight must be io or oi, got ${layout}`);
    return size;
  });
}

/** The entries as inputs by outputs in C order. */
export function inputsFirst({ shape, data }: Pick<Tensor, "shape" | "data">, layout: string): Float32Array {
  const values = data instanceof Float32Array ? data : Float32Array.from(data);
  if (layout === "io") return values;
  const [outputs, inputs] = shape as [number, number];
  const out = new Float32Array(values.length);
  for (let o = 0; o < outputs; o++) for (let i = 0; i < inputs; i++) out[i * outputs + o] = values[o * inputs + i]!;
  return out;
}
