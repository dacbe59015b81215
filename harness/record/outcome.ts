import type { AuditRecord } from "./audit.js";
import type { BaselineRecord } from "./baseline.js";
import type { BenchRecord } from "./bench.js";
import type { RunRecord } from "./gate.js";
import type { PropagationRecord } from "./propagation.js";
import type { Recommendation } from "./recommendation.js";
import { type Verdict, worst } from "./verdict.js";

/** The record of every command that leaves one, by the command's name. */
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

/** A record with what a reader must know to read it. */
export interface OutcomeOf<K extends Kind> {
  readonly kind: K;
  /** Of initgate. */
  readonly version: string;
  /** The run was interrupted: the record holds only what was finished. */
  readonly partial: boolean;
  readonly record: Records[K];
}

/** What a command hands to the reporters. */
export type Outcome = { readonly [K in Kind]: OutcomeOf<K> }[Kind];

/** One table of a plan: what it found, or why it could not be carried out. */
export type PlanPart =
  | { readonly name: string; readonly outcome: Outcome }
  | { readonly name: string; readonly problem: string };

/** A plan of checks, audits, propagations and baselines, whole. */
export interface PlanRecord {
  readonly seed: number;
  /** The probability that right subjects and weights fail anything in the plan. */
  readonly alpha: number;
  /** In the order of the plan. */
  readonly parts: readonly PlanPart[];
}

/** A function of each kind of record. */
export type EveryKind<R extends unknown[], Result> = {
  readonly [K in Kind]: (record: Records[K], ...rest: R) => Result;
};

/** The function of the outcome's own kind, on its record. */
export function ofKind<R extends unknown[], Result>(
  functions: EveryKind<R, Result>,
  { kind, record }: Outcome,
  ...rest: R
): Result {
  // The kind and the record belong together: an Outcome cannot be made otherwise.
  return (functions[kind] as (record: unknown, ...rest: R) => Result)(record, ...rest);
}

const VERDICTS: EveryKind<[], readonly Verdict[]> = {
  check: ({ results }) => results.map(({ verdict }) => verdict),
  audit: ({ rows }) => rows.map(({ verdict }) => verdict),
  propagate: ({ curves }) => curves.map(({ inside }) => inside),
  recommend: () => ["pass"],
  bench: ({ comparisons }) => comparisons?.map(({ verdict }) => verdict) ?? ["pass"],
  baseline: ({ rows }) => rows.map(({ verdict }) => verdict),
  run: ({ parts }) => parts.map((part) => ("outcome" in part ? verdictOf(part.outcome) : "undetermined")),
};

/** The key of the record's rows: what is finished one after the other. */
const ROWS: Readonly<Record<Kind, string>> = {
  check: "results",
  audit: "rows",
  propagate: "curves",
  recommend: "candidates",
  bench: "rows",
  baseline: "rows",
  run: "parts",
};

/** A record of those rows that are finished. */
export const withRows = (kind: Kind, head: object, rows: readonly unknown[]): object => ({
  ...head,
  [ROWS[kind]]: rows,
});

/** What only this kind of record has: how a record without its kind is recognized. */
const MARKS: EveryKind<[], boolean> = {
  check: (record) => "results" in record,
  audit: (record) => "rows" in record && "notes" in record,
  propagate: (record) => "curves" in record,
  recommend: (record) => "candidates" in record,
  bench: (record) => "environment" in record,
  baseline: (record) => "rows" in record && "tests" in record,
  run: (record) => "parts" in record,
};

/** The kind of a record that a function of the library answered; undefined for any other value. */
export function kindOf(record: object): Kind | undefined {
  const kinds = Object.keys(MARKS) as Kind[];
  return kinds.find((kind) => (MARKS[kind] as (record: object) => boolean)(record));
}

/** Whether a text names a kind of record. */
export const isKind = (name: unknown): name is Kind => typeof name === "string" && Object.hasOwn(VERDICTS, name);

/** The verdict on a whole command: any failure fails, else any doubt is doubt. */
export function verdictOf(outcome: Outcome): Verdict {
  return worst(ofKind(VERDICTS, outcome));
}

/** The outcomes that a plan holds; of any other command its own. */
export const partsOf = (outcome: Outcome): readonly Outcome[] =>
  outcome.kind === "run"
    ? outcome.record.parts.flatMap((part) => ("outcome" in part ? [part.outcome] : []))
    : [outcome];
