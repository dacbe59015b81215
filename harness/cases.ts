/** From what a user asks to the cases of a plan. */
import type { Dtype } from "./format/dtype.js";
import { expectationOf, type Initializer, type Parameters, ruleOf } from "./initializer.js";
import { layoutFor, parseLayout } from "./layout.js";
import { type Case, randomCount } from "./plan.js";
import type { Claim, Description } from "./subject/subject.js";

/** What to gate; whatever is absent is chosen for power. */
export interface Ask {
  readonly initializers?: readonly string[];
  readonly shapes?: readonly (readonly number[])[];
  /** A layout, or a comma list matched by the number of axes. */
  readonly layout?: string;
  readonly groups?: number;
  readonly params?: Parameters;
  /** The contract to judge by, if it is not the one of the same name. */
  readonly as?: string;
  readonly dtype?: Dtype;
  readonly samples?: number;
  readonly seed: number;
}

/** Entries of a case's first stage: small shapes are pooled until this many are seen. */
export const DEFAULT_SAMPLES = 20_000;
const DEFAULT_LAYOUTS = "io,wio,hwio,dhwio";

/**
 * Default sizes by the number of receptive-field axes: never square, never only large. Small fans show an error of one in
 * a fan at once (a fan of 3 for 4), large ones the law; a single input or output shows swapped fans a thousandfold.
 */
const SIZES: readonly (readonly { readonly i: number; readonly o: number }[])[] = [
  [
    { i: 3, o: 5 },
    { i: 7, o: 13 },
    { i: 78, o: 130 },
    { i: 300, o: 500 },
    { i: 1, o: 1000 },
    { i: 1000, o: 1 },
  ],
  [{ i: 8, o: 13 }],
  [{ i: 5, o: 7 }],
  [{ i: 4, o: 3 }],
];
/** Positions along the receptive-field axes, the first longer, so that no two axes can be taken for each other. */
const FIELD = [3, 2];

const isNamed = (one: Initializer, name: string): boolean => one.name === name || one.aliases?.includes(name) === true;

const claimOf = (name: string, { claims = {} }: Description): Claim =>
  Object.hasOwn(claims, name) ? claims[name]! : {};

/** What a subject means by a name: what it claims, else its framework's contract if there is one, else the plain one. */
export function contractOf(name: string, description: Description, contracts: readonly Initializer[]): string {
  const own = `${description.preset}:${name}`;
  return claimOf(name, description).as ?? (contracts.some((one) => one.name === own) ? own : name);
}

export function initializerNamed(catalogue: readonly Initializer[], name: string): Initializer {
  const found = catalogue.find((one) => isNamed(one, name));
  if (found === undefined) {
    const known = catalogue.map((one) => one.name).join(", ");
    throw new RangeError(`initializer: must be one of ${known}, got ${name}`);
  }
  return found;
}

/** Whose names may be asked for, and which of them are where nobody says. */
export interface Contracts {
  readonly catalogue: readonly Initializer[];
  readonly contracts: readonly Initializer[];
}

/** How the shapes of one name are read. */
interface Reading {
  readonly layouts: string;
  readonly groups: number;
}

export function casesOf(ask: Ask, description: Description, { catalogue, contracts }: Contracts): readonly Case[] {
  const names = ask.initializers ?? offered(description, { catalogue, contracts }, ask);
  const cases = names.flatMap((asked) => {
    const claim = claimOf(asked, description);
    const read = {
      layouts: ask.layout ?? claim.layout ?? description.layout ?? DEFAULT_LAYOUTS,
      groups: ask.groups ?? (ask.layout === undefined ? claim.groups : undefined) ?? 1,
    };
    const contract = initializerNamed(contracts, ask.as ?? contractOf(asked, description, contracts));
    ruleOf(contract, ask.params);
    const chosen = (ask.layout === undefined ? claim.shapes : undefined) ?? defaultShapes(read.layouts, read.groups);
    const shapes = ask.shapes ?? chosen.filter((shape) => fits(contract, shape, read));
    return shapes.map((shape) => caseOf(contract, asked, shape, read));
  });
  if (cases.length === 0)
    throw new RangeError("check: must have at least one initializer and shape to judge, got none");
  return cases.map((one, index) => ({ ...one, index }));

  function caseOf(contract: Initializer, asked: string, shape: readonly number[], { layouts, groups }: Reading): Case {
    const layout = layoutFor(shape, layouts);
    const params = { ...contract.parameters, ...ask.params };
    expectationOf(contract, { shape, layout, groups, params });
    const samples = ask.samples ?? DEFAULT_SAMPLES;
    return {
      index: 0,
      contract: contract.name,
      asked,
      shape,
      layout,
      groups,
      params,
      dtype: ask.dtype ?? "float32",
      seed: ask.seed,
      samples,
    };
  }

  /** Where the user named no shape, an initializer is gated on those it is defined on and has something to show. */
  function fits(contract: Initializer, shape: readonly number[], read: Reading): boolean {
    try {
      const expected = expectationOf(contract, caseOf(contract, contract.name, shape, read));
      return expected.joint === "exact" || randomCount(expected) > 0;
    } catch {
      return false;
    }
  }
}

/** The subject's initializers that some contract speaks of, and that take the user's parameters. */
function offered(description: Description, { catalogue, contracts }: Contracts, ask: Ask): readonly string[] {
  const keys = Object.keys(ask.params ?? {});
  const takes = (one: Initializer): boolean => keys.every((key) => Object.hasOwn(one.parameters ?? {}, key));
  return description.initializers.filter((name) => {
    const meant = contractOf(name, description, contracts);
    return [...catalogue, ...contracts].some((one) => isNamed(one, meant) && takes(one));
  });
}

function defaultShapes(layouts: string, groups: number): readonly (readonly number[])[] {
  return layouts.split(",").flatMap((layout) => {
    const axes = parseLayout(layout);
    const field = axes.flat().filter((letter) => !"gio".includes(letter));
    return (SIZES[field.length] ?? SIZES.at(-1)!).map(({ i, o }) => {
      const sizeOf = (letter: string): number =>
        letter === "i"
          ? i
          : letter === "o"
            ? o
            : letter === "g"
              ? blocks(axes, groups)
              : (FIELD[field.indexOf(letter)] ?? 2);
      return axes.map((axis) => axis.reduce((product, letter) => product * sizeOf(letter), 1));
    });
  });
}

/** A packed g has the declared size; one with an axis of its own is given a few blocks. */
const blocks = (axes: readonly (readonly string[])[], groups: number): number =>
  groups > 1 || axes.some((axis) => axis.length > 1 && axis.includes("g")) ? groups : 3;
