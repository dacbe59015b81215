import type { AuditRecord } from "./audit.js";
import type { BaselineRecord } from "./baseline.js";
import type { BenchRecord } from "./bench.js";
import type { RunRecord } from "./gate.js";
import type { PropagationRecord } from "./propagation.js";
import type { Recommendation } from "./recommendation.js";
import type { ShardStamp } from "./shard.js";
import { type Verdict, worst } from "./verdict.js";

/** The record type of every command that leaves one, by the command's name. */
export interface Records {
  readonly check: RunRecord;
  readonly audit: AuditRecord;
  readonly propagate: PropagationRecord;
  readonly recommend: Recommendation;
  readonly bench: BenchRecord;
  readonly baseline: BaselineRecord;
  readonly run: PlanRecord;
}

export type Kind = keyof Records;

/** A record with what is needed to interpret it. */
export interface OutcomeOf<K extends Kind> {
  readonly kind: K;
  /** The version of initgate. */
  readonly version: string;
  /** The run was interrupted: the record holds only what was finished. */
  readonly partial: boolean;
  readonly record: Records[K];
}

/** The result of a command, which goes to the reporters. */
export type Outcome = { readonly [K in Kind]: OutcomeOf<K> }[Kind];

/** One table of a plan: its outcome, or why it could not run. */
export type PlanPart =
  | { readonly name: string; readonly outcome: Outcome }
  | { readonly name: string; readonly problem: string };

/** One shard of a plan. */
export interface ShardOfPlan extends ShardStamp {
  /** The folder that the plan lies in, as the run was given it: paths of audited files are relative to it. */
  readonly folder: string;
}

/** The record of a plan of checks, audits, propagations and baselines. */
export interface PlanRecord {
  readonly seed: number;
  /** The false alarm probability of the whole plan. */
  readonly alpha: number;
  /** In the order of the plan. */
  readonly parts: readonly PlanPart[];
  /** Present if the run is one of several shards: its rows are parts, of which others may hold the rest. */
  readonly shard?: ShardOfPlan;
}

/** A function for each kind of record. */
export type EveryKind<R extends unknown[], Result> = {
  readonly [K in Kind]: (record: Records[K], ...rest: R) => Result;
};

/** Applies the function of the outcome's kind to its record. */
export function ofKind<R extends unknown[], Result>(
  functions: EveryKind<R, Result>,
  { kind, record }: Outcome,
  ...rest: R
): Result {
  // The type Outcome guarantees that kind and record match.
  return (functions[kind] as (record: unknown, ...rest: R) => Result)(record, ...rest);
}

const VERDICTS: EveryKind<[], readonly Verdict[]> = {
  check: ({ results }) => results.map(({ verdict }) => verdict),
  audit: ({ rows }) => rows.map(({ verdict }) => verdict),
  propagate: ({ curves, coordinates = [] }) => [
    ...curves.map(({ inside }) => inside),
    ...coordinates.flatMap(({ judged }) => (judged === undefined ? [] : [judged])),
  ],
  recommend: () => ["pass"],
  bench: ({ comparisons }) => comparisons?.map(({ verdict }) => verdict) ?? ["pass"],
  baseline: ({ rows }) => rows.map(({ verdict }) => verdict),
  run: ({ parts }) => parts.map((part) => ("outcome" in part ? verdictOf(part.outcome) : "undetermined")),
};

/** The key of a record's rows, which are finished one after the other. */
const ROWS: Readonly<Record<Kind, string>> = {
  check: "results",
  audit: "rows",
  propagate: "curves",
  recommend: "candidates",
  bench: "rows",
  baseline: "rows",
  run: "parts",
};

/** A record with only the finished rows. */
export const withRows = (kind: Kind, head: object, rows: readonly unknown[]): object => ({
  ...head,
  [ROWS[kind]]: rows,
});

/** What only this kind of record has; it identifies a record without its kind. */
const MARKS: EveryKind<[], boolean> = {
  check: (record) => "results" in record,
  audit: (record) => "rows" in record && "notes" in record,
  propagate: (record) => "curves" in record,
  recommend: (record) => "candidates" in record,
  bench: (record) => "environment" in record,
  baseline: (record) => "rows" in record && "tests" in record,
  run: (record) => "parts" in record,
};

/** The kind of a record that a function of the library returned; undefined for any other value. */
export function kindOf(record: object): Kind | undefined {
  const kinds = Object.keys(MARKS) as Kind[];
  return kinds.find((kind) => (MARKS[kind] as (record: object) => boolean)(record));
}

/** Whether a text names a kind of record. */
export const isKind = (name: unknown): name is Kind => typeof name === "string" && Object.hasOwn(VERDICTS, name);

/** The verdict on a whole command: fail if anything fails, otherwise undetermined if anything is. */
export function verdictOf(outcome: Outcome): Verdict {
  return worst(ofKind(VERDICTS, outcome));
}

/** The outcomes in a plan; for any other command its own outcome. */
export const partsOf = (outcome: Outcome): readonly Outcome[] =>
  outcome.kind === "run"
    ? outcome.record.parts.flatMap((part) => ("outcome" in part ? [part.outcome] : []))
    : [outcome];
