/** `statistics.csv`: one row for each finding. */
import type { CaseResult, Finding, RunRecord } from "../harness/record/index.js";
import { type Cell, csv } from "./csv.js";
import { KEY_COLUMNS } from "./keyColumns.js";

type Row = readonly [result: CaseResult, finding: Finding];

/** Public columns in their fixed order; new ones are appended. */
const COLUMNS: Readonly<Record<string, (...row: Row) => Cell>> = {
  ...KEY_COLUMNS,
  fan_in: ({ fanIn }) => fanIn,
  fan_out: ({ fanOut }) => fanOut,
  check: (_, { check }) => check,
  n: (_, { n }) => n,
  statistic: (_, { statistic }) => statistic,
  p_value: (_, { pValue }) => pValue,
  alpha: (_, { alpha }) => alpha,
  verdict: (_, { verdict }) => verdict,
  expected: (_, { expected }) => expected,
  observed: (_, { observed }) => observed,
  detects: (_, { detects }) => detects,
  stage: (_, { stage }) => stage,
  contract: ({ key }) => key.contract,
};

export const statisticsCsv = ({ results }: RunRecord): string =>
  csv(
    Object.keys(COLUMNS),
    results.flatMap((result) =>
      result.findings.map((finding) => Object.values(COLUMNS).map((cell) => cell(result, finding))),
    ),
  );
