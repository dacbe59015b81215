import { orthogonal, type Rule } from "../../../harness/contract/rule/index.js";
import { shapeOf } from "../../../harness/contract/shape.js";
import { normalReader } from "../../../harness/propagation/network/normals.js";
import {
  correlationCurve,
  deadBatchFraction,
  type NetworkOptions,
  samplePreactivations,
} from "../../../harness/propagation/theory/index.js";
import { openStream } from "../../../harness/random/index.js";
import { heNormal } from "../../../initializers/index.js";
import { shiftedHe } from "./mistakes.js";
import { curvesOf, square } from "./nets.js";
import { type Paper, paper } from "./paper.js";

const [WIDTH, BATCH] = [256, 64];
const LAYERS = [5, 10, 20, 50];
const DEPTH = LAYERS.at(-1)!;
const PUBLISHED = [".062", ".171", ".286", ".396"];
const net: NetworkOptions = { initializer: "he_normal", activation: "relu", width: WIDTH, depth: DEPTH };

/** Inputs at right angles to each other. */
function inputsOf(seed: number): readonly Float64Array[] {
  const rows = orthogonal(1).fill(shapeOf([BATCH, WIDTH], "io"), openStream(seed, "inputs"));
  return Array.from({ length: BATCH }, (_, b) => Float64Array.from(rows.subarray(b * WIDTH, (b + 1) * WIDTH)));
}

function draw(seed: number, rule: Rule): readonly number[] {
  const { dead } = curvesOf("relu", { rule, widths: square(WIDTH, DEPTH), seed, inputs: inputsOf(seed) });
  return LAYERS.map((l) => dead[l - 1]!);
}

function sampled(seed: number): readonly number[] {
  const dead = new Map<number, number>();
  const apart = Array.from({ length: BATCH }, (_, a) => Array.from({ length: BATCH }, (__, b) => (a === b ? 1 : 0)));
  samplePreactivations(net, apart, normalReader(seed, "units"), (layer, z) => {
    if (!LAYERS.includes(layer)) return;
    const units = z[0]!.filter((_, i) => z.every((values) => values[i]! <= 0));
    dead.set(layer, units.length / WIDTH);
  });
  return LAYERS.map((l) => dead.get(l)!);
}

export const deadOnBatch: Paper = paper({
  id: "dead-on-batch",
  rows: [25],
  paper: "Lu et al. (2019)",
  figure: "units of a ReLU network that are dead on a whole batch",
  settings: `ReLU, he_normal, width ${WIDTH}, batch ${BATCH} of orthogonal inputs`,
  meaning:
    "Depth aligns the inputs, so that a unit is off for all of them or for none: towards half of the units are dead on any batch, with right " +
    "weights. A dead fraction near one half deep down is geometry, not a wrong initializer.",
  remark:
    "Finite width moves this far from its limit at depth 50: the judge is an exact network of Gaussian processes over the batch, drawn without " +
    "weight matrices.",
  nets: 24,
  statistics: () => {
    const c = correlationCurve(net, 0);
    return LAYERS.map((l, k) => ({
      name: `dead fraction, layer ${l}`,
      limit: deadBatchFraction(c[l - 1]!, BATCH),
      published: PUBLISHED[k]!,
    }));
  },
  right: heNormal.rule,
  wrong: { what: "weights with a mean of a twentieth of a standard deviation", setting: shiftedHe(1 / 20) },
  draw,
  reference: { nets: 64, draw: sampled },
});
