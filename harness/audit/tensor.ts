/** One tensor of a file on its way to a verdict: where it lies, how its axes are read, what is claimed of it. */

import { isNamed } from "../contract/index.js";
import type { Expectation } from "../expectation.js";
import type { WeightEntry, Weights } from "../format/openWeights.js";
import { expectationOf, type Initializer, type WeightSpec } from "../initializer.js";
import { layoutFor } from "../layout.js";
import { type Shape, shapeOf } from "../shape.js";
import { biasExpectation, weightNames } from "./bias.js";
import { type Claim, claimFor } from "./claims.js";
import { dimsOf, type Readable } from "./excerpt.js";

/** How tensors are read where no claim says otherwise. */
export interface Reader {
  readonly claims: readonly Claim[];
  /** A comma list matched by the number of axes; that of the library that wrote the file where absent. */
  readonly layout?: string;
  readonly groups?: number;
}

export interface Place {
  /** The file that holds it, also of a model of several. */
  readonly file: string;
  readonly weights: Weights;
  readonly entry: WeightEntry;
}

export interface Weight {
  readonly entry: Readable;
  readonly spec: Required<Pick<WeightSpec, "shape" | "layout" | "groups">>;
  readonly claim?: Claim;
  /** What an initializer says of it, or of a part of it. Throws a RangeError of one line where it says nothing. */
  readonly expect: (initializer: Initializer, dims?: readonly number[]) => Expectation;
}

/** Throws a RangeError of one line where the layout does not fit. */
export function weightOf({ weights }: Place, entry: Readable, reader: Reader): Weight {
  const claim = claimFor(reader.claims, entry.name);
  const spec = specOf(weights, entry, reader, claim);
  const params = claim?.params ?? {};
  const beside = besideOf(weights, entry.name, reader);
  // What a claim says of parameters is said of its own contract only.
  const withParams = (one: Initializer, shape: readonly number[]): WeightSpec =>
    claim !== undefined && isNamed(one, claim.contract) ? { ...spec, shape, params } : { ...spec, shape };
  const expect = (one: Initializer, dims = spec.shape): Expectation =>
    beside === undefined
      ? expectationOf(one, withParams(one, dims))
      : biasExpectation(one, withParams(one, dims), beside);
  return { entry, spec, ...(claim === undefined ? {} : { claim }), expect };
}

function specOf(
  { layouts: usual }: Weights,
  { shape }: Readable,
  reader: Reader,
  claim: Claim | undefined,
): Weight["spec"] {
  const dims = dimsOf(shape);
  const layouts = claim?.layout ?? reader.layout ?? usual;
  // One axis is one axis: a list for weights need not say how a bias is read.
  const layout = dims.length === 1 && !hasOneAxis(layouts) ? "o" : layoutFor(dims, layouts);
  const groups = claim?.groups ?? reader.groups ?? 1;
  return { shape: dims, layout, groups: claim?.groups !== undefined || layout.includes("g") ? groups : 1 };
}

const hasOneAxis = (layouts: string): boolean =>
  layouts.split(",").some((layout) => /^(?:[a-z]|\([a-z]+\))$/.test(layout));

/** The weight beside a bias. */
function besideOf(weights: Weights, name: string, reader: Reader): Shape | undefined {
  const named = weightNames(name).map((other) => byName(weights).get(other));
  const weight = named.find((one): one is Readable => one !== undefined && one.shape.length >= 2);
  if (weight === undefined) return undefined;
  const { shape, layout, groups } = specOf(weights, weight, reader, claimFor(reader.claims, weight.name));
  return shapeOf(shape, layout, groups);
}

const indices = new WeakMap<Weights, ReadonlyMap<string, Readable>>();

/** A file may have very many tensors: they are not searched for each bias. */
function byName(weights: Weights): ReadonlyMap<string, Readable> {
  let index = indices.get(weights);
  if (index === undefined) {
    index = new Map(weights.entries.flatMap((one) => (one.unsupported === undefined ? [[one.name, one]] : [])));
    indices.set(weights, index);
  }
  return index;
}
