import type { Outcome } from "./outcome.js";

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
