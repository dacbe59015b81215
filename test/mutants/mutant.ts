/** A mutant claims a contract and breaks it in one known way. */

import { initializerNamed } from "../../harness/contract/index.js";
import { ruleOf } from "../../harness/contract/initializer.js";
import type { Rule } from "../../harness/contract/rule/index.js";
import { type Shape, shapeOf } from "../../harness/contract/shape.js";
import type { GateRequest } from "../../harness/gate/resolveRequest.js";
import { surroundings } from "../../harness/program/surroundings.js";
import { openStream, type Stream } from "../../harness/random/index.js";
import type { Request, Subject } from "../../harness/subject/subject.js";
import { roundTo } from "../../harness/weights/dtype.js";
import type { Mistake } from "./mistakes.js";

export type Fill = (request: Request) => Float32Array;

/** What to ask of a mutant so that its mistake shows; whatever is absent is `SEEN_AT`'s. */
export type Size = Pick<GateRequest, "layout" | "groups" | "params" | "dtype" | "samples"> & {
  readonly shape?: readonly number[];
};

export interface Mutant {
  readonly name: string;
  /** The contract it claims. */
  readonly of: string;
  readonly mistake: Mistake;
  /** Readings of the same tensors that are as right. */
  readonly also?: readonly Mistake[];
  readonly fill: Fill;
  readonly seenAt?: Size;
  /** Why no affordable sample shows it: such a mutant is measured, and not promised to be caught. */
  readonly unseen?: string;
}

/** Two tensors of unequal fans: what the gate draws of its own accord. */
export const SEEN_AT = { shape: [78, 130], samples: 20_000 } as const;

const shapeOfRequest = ({ shape, layout, groups }: Request): Shape => shapeOf(shape, layout, groups);
const streamOf = ({ seed }: Request): Stream => openStream(seed ?? 0, "weight");

/** Another rule than the one claimed. */
export const drawing =
  (rule: Rule): Fill =>
  (request) =>
    rule.fill(shapeOfRequest(request), streamOf(request));

/** The rule that is claimed, drawn rightly: what mistakes of structure are made in. */
export const right =
  (contract: string): Fill =>
  (request) => {
    const initializer = initializerNamed(surroundings.contracts, contract);
    return drawing(ruleOf(initializer, { ...initializer.parameters, ...request.params }))(request);
  };

/** A right rule that counts its fans wrongly. */
export const fanned =
  (rule: Rule, fans: (shape: Shape) => Partial<Pick<Shape, "fanIn" | "fanOut">>): Fill =>
  (request) => {
    const shape = shapeOfRequest(request);
    return rule.fill({ ...shape, ...fans(shape) }, streamOf(request));
  };

/** A right rule that reads the axes by another layout. */
export const readAs =
  (rule: Rule, layout: string, groups = 1): Fill =>
  (request) =>
    rule.fill(shapeOf(request.shape, layout, groups), streamOf(request));

/** Entries one after the other from a source of the mutant's own making, which is told their index. */
export const entriesFrom =
  (sourceOf: (seed: number, request: Request) => (index: number) => number): Fill =>
  (request) => {
    const next = sourceOf(request.seed ?? 0, request);
    return Float32Array.from({ length: shapeOfRequest(request).size }, (_, index) => next(index));
  };

export const fanInOf = (request: Request): number => shapeOfRequest(request).fanIn;

/** He normal from a source of standard normals of the mutant's own making. */
export const heNormalFrom = (normalOf: (seed: number) => () => number): Fill =>
  entriesFrom((seed, request) => {
    const normal = normalOf(seed);
    const sd = Math.sqrt(2 / fanInOf(request));
    return () => sd * normal();
  });

/** He uniform from a source of numbers in [0, 1) of the mutant's own making. */
export const heUniformFrom = (uniformOf: (seed: number) => () => number): Fill =>
  entriesFrom((seed, request) => {
    const next = uniformOf(seed);
    const limit = Math.sqrt(6 / fanInOf(request));
    return () => limit * (2 * next() - 1);
  });

/** Every entry of a fill changed on its own. */
export const entrywise =
  (fill: Fill, change: (x: number, index: number, request: Request) => number): Fill =>
  (request) =>
    fill(request).map((x, index) => change(x, index, request));

/** A fill whose tensor is spoiled in place. */
export const spoiled =
  (fill: Fill, spoil: (w: Float32Array, request: Request) => void): Fill =>
  (request) => {
    const w = fill(request);
    spoil(w, request);
    return w;
  };

/** The subject that calls every mutant an initializer of its own. */
export function mutantSubject(mutants: readonly Mutant[]): Subject {
  return {
    description: { name: "mutants", version: "0", initializers: mutants.map(({ name }) => name) },
    draw: async (requests) =>
      requests.map((request) => {
        const mutant = mutants.find(({ name }) => name === request.initializer);
        if (mutant === undefined) return { kind: "unsupported", reason: `unsupported: no ${request.initializer}` };
        const { shape, dtype } = request;
        const data = mutant.fill(request);
        return {
          kind: "tensor",
          tensor: { shape, dtype, data: dtype === "float32" ? data : data.map((x) => roundTo(dtype, x)) },
        };
      }),
    close: async () => {},
  };
}
