/** The plan of an audit: what is judged, in which order, and the false alarm budget of the whole. */
import type { Scope } from "../contract/index.js";
import type { Initializer } from "../contract/initializer.js";
import { planDigest } from "../gate/shard.js";
import { unreadable } from "../weights/openModelAmong.js";
import { openWeights, type WeightEntry, type Weights } from "../weights/openWeights.js";
import type { Replicated, Tied } from "./claims.js";
import { type ComparisonGroup, comparisonGroups } from "./equalTensors.js";
import { type Claims, type Place, placesOf } from "./places.js";
import { relationTests } from "./relations/index.js";
import { isOfIntegers, requireMatches, resolveClaims } from "./resolveClaims.js";
import type { Reader } from "./tensor.js";
import { TESTS_PER_TENSOR } from "./verdict.js";

/** What is audited, as plain data. */
export interface AuditInput extends Reader {
  /** Files, folders, indexes and globs; each is one model. If one of several cannot be read, its row is undetermined. */
  readonly files: readonly string[];
  readonly tied?: readonly Tied[];
  readonly replicated?: readonly Replicated[];
  /** Numbers that contract expressions may use. */
  readonly let?: Scope;
  /** The probability that right weights fail the whole audit. */
  readonly alpha: number;
}

export interface OpenedModel {
  readonly file: string;
  readonly weights: Weights;
  /** The reason why the model could not be read, which its row prints. */
  readonly refusal?: string;
}

/** A tensor or a part of one, and where its model was opened. */
export interface Planned {
  readonly place: Place;
  readonly path: string;
  /** The number of this part among the parts of its tensor, counted from 0. */
  readonly part: number;
}

export interface AuditPlan {
  readonly open: readonly OpenedModel[];
  readonly entries: readonly WeightEntry[];
  readonly claims: Claims;
  readonly tied: readonly Tied[];
  readonly replicated: readonly Replicated[];
  /** What is judged: one comparison group after another, the tensors of each in their order. */
  readonly planned: readonly Planned[];
  readonly groups: readonly ComparisonGroup[];
  /** The false alarm probability of each p-value of a tensor, and of each comparison between two. */
  readonly share: number;
  readonly level: number;
}

/**
 * Opens the files, calls `use` with the plan, and closes the files.
 *
 * @throws Error of one line if no file can be read, or a claim matches nothing
 */
export async function withPlan<T>(
  asked: AuditInput,
  contracts: readonly Initializer[],
  use: (plan: AuditPlan) => Promise<T>,
): Promise<T> {
  const { files, claims, tied = [], let: given = {} } = asked;
  const open: OpenedModel[] = [];
  try {
    for (const file of files) open.push(await opened(file));
    const [first] = open;
    if (first?.refusal !== undefined && open.every(({ refusal }) => refusal !== undefined))
      throw new Error(first.refusal);
    const names = open.flatMap(({ weights }) => weights.entries.map(({ name }) => name));
    const right = await resolveClaims({ claims, tied }, given, contracts, { path: files[0] ?? ".", names });
    return await use(planned(open, { ...asked, ...right }, { ...right, contracts }));
  } finally {
    for (const { weights } of open) await weights.close();
  }
}

const opened = (file: string): Promise<OpenedModel> =>
  openWeights(file).then(
    (weights) => ({ file, weights }),
    ({ message }: Error) => ({ file, weights: unreadable(file, message), refusal: message }),
  );

function planned(open: readonly OpenedModel[], asked: AuditInput, claims: Claims): AuditPlan {
  const { tied = [], replicated = [] } = asked;
  const entries = open.flatMap(({ weights }) => weights.entries);
  requireMatches(asked.claims, tied, entries);
  const pathOf = new Map<Place, Pick<Planned, "path" | "part">>();
  const kept = open.map(({ file, weights }) => {
    const places = placesOf(file, weights, claims);
    const parts = new Map<string, number>();
    for (const place of places) {
      const part = parts.get(place.tensor) ?? 0;
      parts.set(place.tensor, part + 1);
      pathOf.set(place, { path: file, part });
    }
    return places.filter(({ entry }) => !isOfIntegers(entry));
  });
  const groups = comparisonGroups(kept, replicated);
  const all = groups.flatMap(({ places }) => places.map((place) => ({ place, ...pathOf.get(place)! })));
  const comparisons = groups.reduce((sum, { places: list }) => sum + relationTests(list.length), 0);
  const { alpha } = asked;
  return {
    ...{ open, entries, claims, tied, replicated, planned: all, groups },
    // Half of alpha is for the tests of single tensors, half for the comparisons between tensors.
    share: alpha / 2 / Math.max(1, all.length * TESTS_PER_TENSOR),
    level: alpha / 2 / Math.max(1, comparisons),
  };
}

/** Digest of the input of an audit, and of the names, sizes and types of its tensors; entries are not read. */
export function digestOf(
  { open, claims: { claims, scope }, tied, replicated, share }: AuditPlan,
  { layout, groups }: Reader,
  version: string,
): string {
  const files = open.map(({ file, weights: { layouts, entries } }) => ({ file, layouts, entries }));
  return planDigest({ version, files, claims, scope, tied, replicated, share, layout, groups });
}
