import { sampleInto } from "../../contract/law/index.js";
import type { Rule } from "../../contract/rule/index.js";
import { type Shape, shapeOf } from "../../contract/shape.js";
import { openStream } from "../../random/index.js";
import { backwardProducts, forwardProducts } from "./products.js";
import type { Weighing } from "./reference.js";

/**
 * The most entries of neighbouring layers that are drawn at once, and the most entries of a network that are kept for
 * the backward pass.
 */
const AT_ONCE = 2 ** 14;
const KEPT = 2 ** 24;
/** Smaller matrices are drawn sooner without a kernel. */
const SMALL = 2 ** 11;

/** Neighbouring layers of one shape, drawn as one run of entries. */
interface EqualLayers {
  readonly first: number;
  readonly count: number;
  readonly shape: Shape;
}

/** Real matrices drawn by a rule, network after network, for laws whose products cannot be drawn without a matrix. */
export function drawnWeights(rule: Rule, widths: readonly number[], seed: number): () => Weighing {
  const runs = runsOf(rule, widths);
  const runAt = runs.flatMap((run, r) => new Array<number>(run.count).fill(r));
  const total = runs.reduce((sum, { count, shape }) => sum + count * shape.size, 0);
  let [network, kept] = [-1, new Map<number, Float32Array>()];
  const entriesOf = (r: number): Float32Array => {
    const known = kept.get(r);
    if (known !== undefined) return known;
    const entries = drawRun(rule, runs[r]!, `reference ${network} layer ${runs[r]!.first}`, seed);
    if (total > KEPT) kept.clear();
    kept.set(r, entries);
    return entries;
  };
  const matrixOf = (l: number): Float32Array => {
    const r = runAt[l - 1]!;
    const { first, shape } = runs[r]!;
    return entriesOf(r).subarray((l - first) * shape.size, (l - first + 1) * shape.size);
  };
  const weighing: Weighing = {
    forward: (l, x, z) => forward(matrixOf(l), x, z),
    backward: (l, delta, back) => backward(matrixOf(l), delta, back),
  };
  return () => {
    network++;
    kept = new Map();
    return weighing;
  };
}

/** One square matrix for each network, the same for all layers: a recurrent network. */
export function tiedWeights(rule: Rule, width: number, seed: number): () => Weighing {
  const shape = shapeOf([width, width], "io");
  let network = -1;
  return () => {
    network++;
    const matrix = rule.fill(shape, openStream(seed, `reference ${network} recurrent`));
    return {
      forward: (_, x, z) => forward(matrix, x, z),
      backward: (_, delta, back) => backward(matrix, delta, back),
    };
  };
}

function runsOf(rule: Rule, widths: readonly number[]): EqualLayers[] {
  const runs: EqualLayers[] = [];
  widths.slice(1).forEach((fanOut, l) => {
    const shape = shapeOf([widths[l]!, fanOut], "io");
    const last = runs.at(-1);
    const fits =
      rule.drawnFrom !== undefined &&
      last !== undefined &&
      last.shape.dims.join() === shape.dims.join() &&
      (last.count + 1) * shape.size <= AT_ONCE;
    if (fits) runs[runs.length - 1] = { ...last, count: last.count + 1 };
    else runs.push({ first: l + 1, count: 1, shape });
  });
  return runs;
}

function drawRun(rule: Rule, { count, shape }: EqualLayers, name: string, seed: number): Float32Array {
  const stream = openStream(seed, name);
  if (rule.drawnFrom === undefined) return rule.fill(shape, stream);
  const entries = new Float32Array(count * shape.size);
  sampleInto(rule.drawnFrom(shape), stream, entries);
  return entries;
}

function forward(weights: Float32Array, x: Float64Array, z: Float64Array): void {
  if (weights.length > SMALL) {
    forwardProducts(weights, [x], [z]);
    return;
  }
  z.fill(0);
  for (let i = 0, k = 0; i < x.length; i++) {
    const value = x[i]!;
    for (let o = 0; o < z.length; o++, k++) z[o]! += value * weights[k]!;
  }
}

function backward(weights: Float32Array, delta: Float64Array, back: Float64Array): void {
  if (weights.length > SMALL) {
    backwardProducts(weights, [delta], [back]);
    return;
  }
  for (let i = 0, k = 0; i < back.length; i++) {
    let sum = 0;
    for (let o = 0; o < delta.length; o++, k++) sum += weights[k]! * delta[o]!;
    back[i] = sum;
  }
}
