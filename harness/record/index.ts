/** The records of runs: plain data, which the measuring rooms write and the reports read. */
export type { AuditRecord, AuditRow, ShardOfAudit } from "./audit.js";
export type { BaselineRecord, BaselineRow, Sameness } from "./baseline.js";
export type { BenchComparison, BenchRecord, BenchRow } from "./bench.js";
export type { CaseKey, CaseResult, Diagnosis, Finding, Picture, RunRecord, ShardOfRun } from "./gate.js";
export {
  type EveryKind,
  isKind,
  type Kind,
  kindOf,
  type Outcome,
  type OutcomeOf,
  ofKind,
  type PlanPart,
  type PlanRecord,
  partsOf,
  type Records,
  verdictOf,
  withRows,
} from "./outcome.js";
export type {
  CoordinateCheck,
  CoordinateMoment,
  CoordinateRow,
  CoordinateWord,
  CurveKey,
  Direction,
  PropagationCurve,
  PropagationRecord,
  PropagationRow,
  ScaleFinding,
  TensorKind,
} from "./propagation.js";
export type { AdviceCheck, Recommendation, Recommended, RuleOfThumb } from "./recommendation.js";
export type { ShardStamp } from "./shard.js";
export { type Verdict, worst } from "./verdict.js";
