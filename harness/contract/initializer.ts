/**
 * An initializer is a name, its source, its parameters with defaults, and the rule that they make. The harness knows this type
 * only; `initializers/` is the catalogue of values, and a user's own has the same rights.
 */

import { openStream, type Stream } from "../random/index.js";
import type { Expectation } from "./expectation.js";
import type { Law } from "./law/index.js";
import { didYouMean } from "./nearest.js";
import type { Rule } from "./rule/index.js";
import { type Shape, shapeOf } from "./shape.js";

export type Parameters = Readonly<Record<string, number | string>>;

export interface Initializer {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** The paper, or the program, that defines the contract. */
  readonly source: string;
  /** Names and defaults; absent if it takes none. */
  readonly parameters?: Parameters;
  /**
   * Set if the law depends on what a tensor does not show (layers, widths, a neighbour's fan): an audit without claims
   * never names it.
   */
  readonly isOfModel?: true;
  readonly rule: Rule | ((parameters: Parameters) => Rule);
}

/** A weight to make: sizes, and how to read them (see shape.ts); `params` override the initializer's defaults. */
export interface WeightSpec {
  readonly shape: readonly number[];
  readonly layout?: string;
  readonly groups?: number;
  /** Fans that the shape does not show; they take precedence over those of the layout. */
  readonly fanIn?: number;
  readonly fanOut?: number;
  readonly params?: Parameters;
}

/** The rule of an initializer with these parameters; throws for an unknown name or a wrong type. */
export function ruleOf(initializer: Initializer, params: Parameters = {}): Rule {
  // JavaScript programs may pass a name.
  if (!["function", "object"].includes(typeof (initializer as Partial<Initializer> | undefined)?.rule)) {
    throw new TypeError(
      `initializer: must be one such as heNormal, or contract("he_normal"), got ${typeof initializer === "string" ? JSON.stringify(initializer) : typeof initializer}`,
    );
  }
  const defaults = initializer.parameters ?? {};
  for (const [key, value] of Object.entries(params)) {
    if (!Object.hasOwn(defaults, key)) {
      const known = Object.keys(defaults).join(", ") || "none";
      throw new RangeError(
        `${initializer.name}: parameters must be of ${known}, got ${key}${didYouMean(key, Object.keys(defaults))}`,
      );
    }
    if (typeof value !== typeof defaults[key]) {
      throw new RangeError(`${initializer.name}: ${key} must be a ${typeof defaults[key]}, got ${value}`);
    }
  }
  return typeof initializer.rule === "function" ? initializer.rule({ ...defaults, ...params }) : initializer.rule;
}

export const shapeOfSpec = (spec: WeightSpec): Shape => shapeOf(spec.shape, spec.layout, spec.groups, spec);

/** What the initializer expects of a weight of this shape. */
export function expectationOf(initializer: Initializer, spec: WeightSpec): Expectation {
  return ruleOf(initializer, spec.params).expect(shapeOfSpec(spec));
}

/** The exact law of one random entry of a weight of this shape. */
export function lawOf(initializer: Initializer, spec: WeightSpec): Law {
  return expectationOf(initializer, spec).law;
}

/** The stream of a reference tensor with this seed. */
export const tensorStream = (seed = 0): Stream => openStream(seed, "weight");

/**
 * A weight of this shape in C order, float32: a pure function of its arguments. The same seed gives the same bytes on
 * every engine and machine.
 */
export function fill(initializer: Initializer, spec: WeightSpec & { readonly seed?: number }): Float32Array {
  return fillerOf(initializer, spec)(spec.seed);
}

/** `fill` for one seed after another: what does not depend on the seed is computed once. */
export function fillerOf(initializer: Initializer, spec: WeightSpec): (seed?: number) => Float32Array {
  const shape = shapeOfSpec(spec);
  const rule = ruleOf(initializer, spec.params);
  rule.expect(shape);
  return (seed) => rule.fill(shape, tensorStream(seed));
}
