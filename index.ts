/**
 * initgate: the gate that neural-network weight initializers must pass.
 *
 * @packageDocumentation
 */
export type { Baseline } from "./harness/baseline/baselineFile.js";
export type { Look } from "./harness/check/check.js";
export type { Check, Observation, Prospect, Tail } from "./harness/check/index.js";
export type { Sample } from "./harness/check/sample.js";
export type { Block } from "./harness/contract/blocks.js";
export type { Expectation, FanMode, Joint, Scaling } from "./harness/contract/expectation.js";
export {
  expectationOf,
  fill,
  type Initializer,
  lawOf,
  type Parameters,
  type WeightSpec,
} from "./harness/contract/initializer.js";
export type { Law } from "./harness/contract/law/index.js";
export * as laws from "./harness/contract/law/index.js";
export * as rules from "./harness/contract/rule/index.js";
export { type Letter, type Shape, type StatedFans, shapeOf } from "./harness/contract/shape.js";
export { fillAsync } from "./harness/gate/fillAsync.js";
export type { GateRequest as Ask } from "./harness/gate/resolveRequest.js";
export type { Shard } from "./harness/gate/shard.js";
export type { Rows } from "./harness/kernel/rows.js";
export { type AuditOptions, audit } from "./harness/program/library/audit.js";
export { type CheckOptions, check } from "./harness/program/library/check.js";
export type { SubjectOptions } from "./harness/program/library/common.js";
export { type CompareBaselineOptions, compareBaselines } from "./harness/program/library/compareBaselines.js";
export { contract } from "./harness/program/library/contract.js";
export { type PropagateOptions, propagate } from "./harness/program/library/propagate.js";
export { recommend } from "./harness/program/library/recommend.js";
export { type WriteReportOptions, writeReport } from "./harness/program/library/writeReport.js";
export type { Kernel, Slopes } from "./harness/propagation/activation/activation.js";
export type { Activation } from "./harness/propagation/activation/index.js";
export type { RecommendOptions } from "./harness/propagation/recommend/recommend.js";
export type { Transform } from "./harness/random/transform.js";
export type {
  AdviceCheck,
  AuditRecord,
  AuditRow,
  BaselineRecord,
  BaselineRow,
  CaseKey,
  CaseResult,
  CoordinateCheck,
  CurveKey,
  Diagnosis,
  Direction,
  Finding,
  Picture,
  PropagationCurve,
  PropagationRecord,
  PropagationRow,
  Recommendation,
  Recommended as Candidate,
  RuleOfThumb,
  RunRecord,
  Sameness,
  ScaleFinding,
  ShardOfRun,
  ShardStamp,
  Verdict,
} from "./harness/record/index.js";
export type { ClaimWords } from "./harness/subject/claims.js";
export type { OwnSubject } from "./harness/subject/ownSubject.js";
export type { Request } from "./harness/subject/subject.js";
export type { Dtype } from "./harness/weights/dtype.js";
export * from "./initializers/index.js";
export { presets } from "./initializers/presets/index.js";
