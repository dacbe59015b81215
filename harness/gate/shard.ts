/** A run in shards: which shard holds which rows of the run, and whether shards are those of one run. */
import { createHash } from "node:crypto";
import type { ShardStamp } from "../record/index.js";

/** One of `of` shards, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
  /** Set for one table of a plan: a shard may hold none of its rows. */
  readonly mayBeEmpty?: boolean;
}

/** @throws RangeError of one line unless `words` is I/N with 1 <= I <= N: an unset variable must not mean everything */
export function parseShard(words: string): Shard {
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(words) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (!(shard.index >= 1 && shard.index <= shard.of)) {
    throw new RangeError(
      `must be I/N, a whole number from 1 to N of N shards (999999 at most), got ${JSON.stringify(words)}`,
    );
  }
  return shard;
}

/**
 * The places of a plan that a shard takes, ascending. The costliest case goes first, each to the shard with the least cost so
 * far, so that shards take about equally long; the result depends on the costs only.
 */
export function placesOf(costs: readonly number[], { index, of }: Shard): readonly number[] {
  const loads = Array.from({ length: of }, () => 0);
  const order = costs.map((cost, place) => ({ cost, place })).sort((a, b) => b.cost - a.cost || a.place - b.place);
  const own: number[] = [];
  for (const { cost, place } of order) {
    const least = loads.reduce((best, load, at) => (load < loads[best]! ? at : best), 0);
    // A case costs something even if it draws nothing.
    loads[least]! += cost + 1;
    if (least === index - 1) own.push(place);
  }
  return own.sort((a, b) => a - b);
}

/**
 * The places of a plan, of `count` in all, that this run does: all of them without a shard.
 *
 * @throws RangeError of one line where there are more shards than places: `each` says what has a place
 */
export function ownPlaces(
  count: number,
  costOf: (place: number) => number,
  shard: Shard | undefined,
  each: string,
): readonly number[] {
  const places = Array.from({ length: count }, (_, place) => place);
  if (shard === undefined) return places;
  if (shard.of > count && !shard.mayBeEmpty)
    throw new RangeError(`shard: must be one of at most ${count}, ${each} each, got ${shard.of}`);
  return placesOf(places.map(costOf), shard);
}

/** A digest that all shards of one run have in common, and no other run. */
export const planDigest = (plan: unknown): string =>
  createHash("sha256").update(JSON.stringify(plan)).digest("hex").slice(0, 16);

/** A shard's record and the directory it was read from. */
export interface ShardRecord<R> {
  readonly directory: string;
  readonly version: string;
  readonly record: R;
  readonly shard: ShardStamp;
}

/**
 * The shards of one run in their order.
 *
 * @throws Error of one line that names the directories: no shard, another plan or version, a missing or a doubled shard
 */
export function shardsOfOneRun<S extends ShardRecord<unknown>>(shards: readonly S[]): readonly S[] {
  const [first] = shards;
  if (first === undefined) throw new Error("merge: must be given directories of shards, got none");
  requireOnePlan(shards);
  return Array.from({ length: first.shard.of }, (_, at) => {
    const found = shards.filter(({ shard }) => shard.index === at + 1);
    const names = found.map(({ directory }) => directory).join(" and ");
    if (found.length === 0) throw new Error(`merge: shard ${at + 1}/${first.shard.of} is missing`);
    if (found.length > 1) throw new Error(`merge: shard ${at + 1}/${first.shard.of} must come once, got ${names}`);
    return found[0]!;
  });
}

function requireOnePlan(shards: readonly ShardRecord<unknown>[]): void {
  const [first] = shards;
  for (const { directory, shard, version } of shards) {
    const same = (holds: boolean, what: string): void => {
      if (!holds) throw new Error(`merge: ${directory} must be of ${what} as ${first!.directory}, got another`);
    };
    same(version === first!.version, `the same version of initgate (${first!.version})`);
    same(shard.plan === first!.shard.plan && shard.of === first!.shard.of, "the same plan and number of shards");
  }
}

/**
 * The rows of the whole run, each in its place.
 *
 * @throws Error of one line that names the directory where shards are of two plans, hold a row twice, or lack one
 */
export function rowsOfShards<R, Row>(
  shards: readonly ShardRecord<R>[],
  rowsOf: (record: R) => readonly Row[],
): readonly Row[] {
  requireOnePlan(shards);
  const whole = new Map<number, Row>();
  const { count } = shards[0]!.shard;
  for (const { directory, shard, record } of shards) {
    const rows = rowsOf(record);
    for (const [at, place] of shard.places.entries()) {
      if (!(Number.isInteger(place) && place >= 0 && place < count) || whole.has(place) || rows[at] === undefined)
        throw new Error(`merge: ${directory} must hold rows of the run that no other shard does, got row ${place}`);
      whole.set(place, rows[at]);
    }
  }
  return Array.from({ length: count }, (_, place) => {
    if (!whole.has(place)) throw new Error(`merge: the shards must hold all ${count} rows, got none for row ${place}`);
    return whole.get(place)!;
  });
}
