/** From a user's request to the cases of a plan. */

import { expectationOf, type Initializer, type Parameters, ruleOf, shapeOfSpec } from "../contract/initializer.js";
import { layoutFor } from "../contract/layout.js";
import type { Description } from "../subject/subject.js";
import type { Dtype } from "../weights/dtype.js";
import { defaultShapes, squareShapes } from "./defaultShapes.js";
import { claimOf, type NameSelection, namesOf, type RequestedName, sentParameters, type Unclaimed } from "./names.js";
import { splitParameters } from "./ownParameters.js";
import { type Case, randomCount } from "./plan.js";

/** What to gate; the gate chooses what is absent, for power. */
export interface GateRequest extends NameSelection {
  readonly shapes?: readonly (readonly number[])[];
  /** A layout, or a comma-separated list from which the number of axes selects. */
  readonly layout?: string;
  readonly groups?: number;
  /** Fans that the shapes do not show: those of the whole weight if the shapes are shards. */
  readonly fanIn?: number;
  readonly fanOut?: number;
  readonly dtype?: Dtype;
  readonly samples?: number;
  readonly seed: number;
}

/** Entries in the first stage of a case: small tensors are pooled until there are this many. */
export const DEFAULT_SAMPLES = 20_000;
const DEFAULT_LAYOUTS = "io,wio,hwio,dhwio";

/** All contracts, and the catalogue that is gated by default. */
export interface Contracts {
  readonly catalogue: readonly Initializer[];
  readonly contracts: readonly Initializer[];
}

/** How the shapes for one name are read. */
interface NameReading {
  readonly layouts: string;
  readonly groups: number;
}

/** The cases, and the offered names that cannot be judged. */
export interface ResolvedRequest {
  readonly cases: readonly Case[];
  readonly unclaimed: readonly Unclaimed[];
}

export function resolveRequest(
  request: GateRequest,
  description: Description,
  { contracts }: Contracts,
): ResolvedRequest {
  const { params, own } = splitParameters(request.params, description);
  const ask = { ...request, params };
  const { asked, unclaimed } = namesOf(ask, description, contracts);
  const casesOfOne = (one: RequestedName): readonly Case[] =>
    casesOfName(one, ask, description, contracts).map((each) => withOwn(each, one, own));
  const lists = asked.map((one) => ({ one, cases: asked.length > 1 ? named(one, casesOfOne) : casesOfOne(one) }));
  const nowhere = lists.filter(({ cases }) => cases.length === 0).map(({ one }) => one);
  const cases = lists.flatMap((list) => list.cases).map((one, index) => ({ ...one, index }));
  return { cases, unclaimed: [...unclaimed, ...nowhere.map(definedNowhere)] };
}

/** The case with the subject's own parameters in its requests and in its replay. */
function withOwn(one: Case, { name: initializer }: RequestedName, own: Parameters): Case {
  if (Object.keys(own).length === 0) return one;
  const sends = one.sends ?? { initializer, params: one.params };
  return {
    ...one,
    given: { ...(one.given ?? one.params), ...own },
    sends: { ...sends, params: { ...sends.params, ...own } },
  };
}

/** Calls `work`; with several names, an error says which name it concerns, and that --exclude leaves it out. */
function named<T>(one: RequestedName, work: (one: RequestedName) => T): T {
  try {
    return work(one);
  } catch (error) {
    const { message } = error as Error;
    const who = message.startsWith(`${one.text}: `) ? "" : `${one.text}: `;
    throw new RangeError(`${who}${message}; --exclude leaves it out`);
  }
}

/** The cases, for callers that need every name judged. Throws a RangeError of one line if a name cannot be. */
export function casesOf(ask: GateRequest, description: Description, known: Contracts): readonly Case[] {
  const { cases, unclaimed } = resolveRequest(ask, description, known);
  if (unclaimed.length > 0) throw new RangeError(unclaimed[0]!.reason);
  if (cases.length === 0) throw new RangeError("must have at least one initializer and shape to judge, got none");
  return cases;
}

const definedNowhere = ({ text, contract }: RequestedName): Unclaimed => ({
  name: text,
  reason: `${contract.name} says nothing random of any default shape of this layout: give --shape, --layout or --exclude`,
});

function casesOfName(
  asked: RequestedName,
  ask: GateRequest,
  description: Description,
  contracts: readonly Initializer[],
): readonly Case[] {
  const { contract } = asked;
  const claim = claimOf(asked.name, description);
  const read = {
    layouts: ask.layout ?? claim.layout ?? description.layout ?? DEFAULT_LAYOUTS,
    groups: ask.groups ?? (ask.layout === undefined ? claim.groups : undefined) ?? 1,
  };
  const given = { ...claim.params, ...ask.params };
  const fanIn = ask.fanIn ?? claim.fanIn;
  const fanOut = ask.fanOut ?? claim.fanOut;
  const fans = { ...(fanIn === undefined ? {} : { fanIn }), ...(fanOut === undefined ? {} : { fanOut }) };
  ruleOf(contract, given);
  const chosen = (ask.layout === undefined ? claim.shapes : undefined) ?? [
    ...defaultShapes(read.layouts, read.groups),
    ...squareShapes(read.layouts, read.groups).filter(isOrthogonal),
  ];
  const shapes = ask.shapes ?? chosen.filter(fits);
  return shapes.map((shape) => caseOf(shape, read));

  function caseOf(shape: readonly number[], { layouts, groups }: NameReading): Case {
    const spec = { shape, layout: layoutFor(shape, layouts), groups, ...fans };
    const params = { ...contract.parameters, ...given };
    expectationOf(contract, { ...spec, params });
    const isPlain = ask.as === undefined && claim.params === undefined && asked.parameters.length === 0;
    const sent = isPlain ? undefined : sentParameters(asked, given, shapeOfSpec(spec), description, contracts);
    return {
      index: 0,
      contract: contract.name,
      asked: asked.text,
      ...spec,
      params,
      ...(sent === undefined ? {} : { given, sends: { initializer: asked.name, params: sent } }),
      dtype: ask.dtype ?? "float32",
      seed: ask.seed,
      samples: ask.samples ?? DEFAULT_SAMPLES,
    };
  }

  /** Whether its matrices are square and orthogonal. */
  function isOrthogonal(shape: readonly number[]): boolean {
    if (!fits(shape)) return false;
    const { orthogonal } = expectationOf(contract, caseOf(shape, read));
    return orthogonal?.matrices.every(({ rows, columns }) => rows === columns) === true;
  }

  /** If the user named no shape, an initializer is gated on the shapes where it is defined and has something to test. */
  function fits(shape: readonly number[]): boolean {
    try {
      const expected = expectationOf(contract, caseOf(shape, read));
      return expected.joint === "exact" || randomCount(expected) > 0;
    } catch {
      return false;
    }
  }
}
