/** How the axes of a tensor are read, and what contracts expect of it. */

import type { Expectation } from "../contract/expectation.js";
import { expectationOf, type Initializer, type WeightSpec } from "../contract/initializer.js";
import { layoutFor } from "../contract/layout.js";
import { type Shape, type StatedFans, shapeOf } from "../contract/shape.js";
import { weightNames } from "../weights/weightNames.js";
import type { Weights } from "../weights/weights.js";
import { biasExpectation } from "./bias.js";
import { type Claim, claimFor } from "./claims.js";
import { dimsOf, type Readable } from "./excerpt.js";
import type { Place } from "./places.js";

/** How tensors are read if no claim decides it. */
export interface Reader {
  readonly claims: readonly Claim[];
  /** A comma-separated list from which the number of axes selects; if absent, the layout of the library that wrote the file. */
  readonly layout?: string;
  readonly groups?: number;
}

type Spec = Required<Pick<WeightSpec, "shape" | "layout" | "groups">> & StatedFans;

export interface Weight {
  readonly entry: Readable;
  readonly spec: Spec;
  /** Names everything that `expect` depends on besides the sizes. */
  readonly key: string;
  /**
   * The expectation of an initializer for the tensor, or for other sizes. Throws a RangeError of one line if it is not
   * defined for them.
   */
  readonly expect: (initializer: Initializer, dims?: readonly number[]) => Expectation;
}

/** Throws a RangeError of one line if the layout does not fit. */
export function weightOf(place: Place, entry: Readable, reader: Reader): Weight {
  const { weights, held, whole } = place;
  const own = specOf(weights, entry.shape, reader, held?.claim);
  const spec = { ...own, ...fansOfWhole(weights, whole, reader, held?.claim), ...statedFans(held?.claim) };
  const beside = saysFans(spec, held?.claim, reader) ? undefined : besideOf(place, reader);
  // The parameters of a claim are for its own contract only.
  const withParams = (one: Initializer, shape: readonly number[]): WeightSpec =>
    one === held?.contract && held.claim.params !== undefined
      ? { ...spec, shape, params: held.claim.params }
      : { ...spec, shape };
  const expect = (one: Initializer, dims = spec.shape): Expectation =>
    beside === undefined
      ? expectationOf(one, withParams(one, dims))
      : biasExpectation(one, withParams(one, dims), beside);
  const { shape: _, ...reading } = spec;
  const { dims, layout, groups } = beside ?? {};
  const key = JSON.stringify([reading, held?.contract.name, held?.claim.params, dims, layout, groups]);
  return { entry, spec, key, expect };
}

function specOf({ layouts: usual }: Weights, shape: readonly number[], reader: Reader, claim: Claim | undefined): Spec {
  const dims = dimsOf(shape);
  const layouts = claim?.layout ?? reader.layout ?? usual;
  // A tensor with one axis needs no layout, so that a list of layouts for weights need not have one for biases.
  const layout = dims.length === 1 && !hasOneAxis(layouts) ? "o" : layoutFor(dims, layouts);
  const groups = claim?.groups ?? reader.groups ?? 1;
  return { shape: dims, layout, groups: claim?.groups !== undefined || layout.includes("g") ? groups : 1 };
}

const hasOneAxis = (layouts: string): boolean =>
  layouts.split(",").some((layout) => /^(?:[a-z]|\([a-z]+\))$/.test(layout));

/** Rows and columns of a weight have the fans of the whole weight. */
function fansOfWhole(
  weights: Weights,
  whole: Readable | undefined,
  reader: Reader,
  claim: Claim | undefined,
): StatedFans {
  if (whole === undefined) return {};
  const { shape, layout, groups } = specOf(weights, whole.shape, reader, claim);
  const { fanIn, fanOut } = shapeOf(shape, layout, groups);
  return { fanIn, fanOut };
}

const statedFans = ({ fanIn, fanOut }: Partial<Claim> = {}): StatedFans => ({
  ...(fanIn === undefined ? {} : { fanIn }),
  ...(fanOut === undefined ? {} : { fanOut }),
});

/**
 * Whether the fans of a bias are stated: by a claim, by a claimed layout with one axis, or by a given layout with
 * inputs. They take precedence over those of the layer's weight.
 */
function saysFans(spec: Spec, claim: Claim | undefined, { layout }: Reader): boolean {
  if (claim?.fanIn !== undefined || claim?.fanOut !== undefined) return true;
  return hasOneAxis(claim?.layout ?? "") || (layout !== undefined && spec.layout.includes("i"));
}

/** The shape of the weight in the layer of a bias. */
function besideOf({ weights, tensor }: Place, reader: Reader): Shape | undefined {
  const named = weightNames(tensor).map((other) => byName(weights).get(other));
  const weight = named.find((one): one is Readable => one !== undefined && one.shape.length >= 2);
  if (weight === undefined) return undefined;
  const claim = claimFor(reader.claims, weight.name);
  const { shape, layout, groups } = specOf(weights, weight.shape, reader, claim);
  return shapeOf(shape, layout, groups, statedFans(claim));
}

const indices = new WeakMap<Weights["entries"], ReadonlyMap<string, Readable>>();

/** An index by name: a file may have very many tensors, too many to search for each bias. */
export function byName({ entries }: Weights): ReadonlyMap<string, Readable> {
  let index = indices.get(entries);
  if (index === undefined) {
    index = new Map(entries.flatMap((one) => (one.unsupported === undefined ? [[one.name, one]] : [])));
    indices.set(entries, index);
  }
  return index;
}
