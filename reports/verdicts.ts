/** `verdicts.csv`: one row for each case. */
import type { CaseResult, RunRecord } from "../harness/record/index.js";
import { type Cell, csv } from "./csv.js";
import { KEY_COLUMNS } from "./keyColumns.js";
import { diagnosisText } from "./wording.js";

/** Public columns in their fixed order; new ones are appended. */
const COLUMNS: Readonly<Record<string, (result: CaseResult) => Cell>> = {
  ...KEY_COLUMNS,
  verdict: ({ verdict }) => verdict,
  failed_checks: ({ findings }) =>
    findings
      .filter(({ verdict }) => verdict === "fail")
      .map(({ check }) => check)
      .join(";"),
  diagnosis: ({ diagnosis }) => (diagnosis === null ? null : diagnosisText(diagnosis)),
  replay: ({ replay }) => replay,
  notes: ({ notes }) => notes.join("; "),
  contract: ({ key }) => key.contract,
};

export const verdictsCsv = ({ results }: RunRecord): string =>
  csv(
    Object.keys(COLUMNS),
    results.map((result) => Object.values(COLUMNS).map((cell) => cell(result))),
  );
