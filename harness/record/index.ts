/**
 * What a run leaves behind: plain data, between everything that measures and everything that prints.
 */
export type { AuditRow } from "./audit.js";
export type { BenchRecord, BenchRow } from "./bench.js";
export type { CaseKey, CaseResult, Diagnosis, Finding, RunRecord } from "./gate.js";
export { type Verdict, worst } from "./verdict.js";
