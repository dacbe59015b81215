/** What the program gives its commands: the values and writers that the harness itself does not know. */
import type { Baseline } from "../baseline/file.js";
import type {
  AuditRecord,
  BaselineRecord,
  PropagationRecord,
  Recommendation,
  RunRecord,
  Verdict,
} from "../record/index.js";
import type { Surroundings } from "../subject/open.js";
import type { CommonOptions } from "./options.js";

export interface Context {
  readonly around: Surroundings & { readonly thread: URL };
  /** Writes the files and prints the summary. */
  publish(record: RunRecord, options: CommonOptions): void;
  publishAudit(record: AuditRecord, options: CommonOptions): void;
  /** Writes the baseline itself, and says what is in it. */
  publishBaseline(file: string, text: string, baseline: Baseline, options: CommonOptions): void;
  publishComparison(record: BaselineRecord, options: CommonOptions): void;
  publishPropagation(record: PropagationRecord, options: CommonOptions): void;
  publishRecommendation(recommendation: Recommendation, options: CommonOptions): void;
  /** Sets the exit code: 0 passed, 1 failed, 2 doubt. */
  exit(verdict: Verdict): void;
}

export const exitCode = (verdict: Verdict): 0 | 1 | 2 => ({ pass: 0, fail: 1, undetermined: 2 })[verdict] as 0 | 1 | 2;
