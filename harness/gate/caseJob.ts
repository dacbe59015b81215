import type { SubjectSpec } from "../subject/spec.js";
import type { Budget } from "./budget.js";
import type { Case } from "./plan.js";

/** A case and what a thread needs to judge it, as plain data. */
export interface CaseJob {
  readonly one: Case;
  readonly budget: Budget;
  readonly spec: SubjectSpec;
}
