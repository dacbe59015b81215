/** Every kind of record as one list of cases with verdict and reason, for reporters that need no more than that. */
import {
  type AuditRow,
  type BaselineRow,
  type BenchComparison,
  type CaseResult,
  type CoordinateCheck,
  type EveryKind,
  type Outcome,
  ofKind,
  type PlanPart,
  type PropagationCurve,
  type Verdict,
} from "../harness/record/index.js";
import * as say from "./wording.js";

export interface ReportCase {
  /** What the case belongs to: a subject's initializer, a file, an activation. */
  readonly group: string;
  readonly name: string;
  readonly verdict: Verdict;
  /** The named mistake of a failure, or "fail"; empty where there is none. */
  readonly mistake: string;
  /** One line: why it did not pass. */
  readonly reason: string;
  /** Further lines: what failed. */
  readonly details: readonly string[];
  /** The command that repeats the case; empty where there is none. */
  readonly replay: string;
}

const CASES: EveryKind<[], readonly ReportCase[]> = {
  check: ({ results }) => results.map(ofResult),
  audit: ({ rows }) => rows.map(ofTensor),
  propagate: ({ curves, coordinates = [] }) => [...curves.map(ofCurve), ...coordinates.flatMap(ofTraining)],
  recommend: () => [],
  bench: ({ comparisons = [] }) => comparisons.map(ofComparison),
  baseline: ({ rows }) => rows.map(ofBaselineRow),
  run: ({ parts }) => parts.flatMap(ofPart),
};

const ofPart = (part: PlanPart): readonly ReportCase[] =>
  "outcome" in part
    ? casesOf(part.outcome)
    : [
        {
          group: "run",
          name: part.name,
          verdict: "undetermined",
          mistake: "",
          reason: part.problem,
          details: [],
          replay: "",
        },
      ];

export function casesOf(outcome: Outcome): readonly ReportCase[] {
  return ofKind(CASES, outcome);
}

function ofResult(result: CaseResult): ReportCase {
  const { key, verdict, diagnosis, findings, replay } = result;
  const failed = say.strongest(findings, "fail");
  const names = failed.map(({ check }) => check).join(", ");
  return {
    group: `${key.subject}.${key.initializer}`,
    name: `${say.nameText(key)} ${key.shape} ${key.layout} ${key.dtype} seed ${key.seed}`,
    verdict,
    mistake: diagnosis?.mistake ?? (verdict === "fail" ? "fail" : ""),
    reason:
      verdict === "undetermined" ? say.reasonText(result) : diagnosis === null ? names : say.diagnosisText(diagnosis),
    details: failed.map((finding) => `${finding.check}: ${say.findingText(finding)}; ${say.sightText(finding)}`),
    replay,
  };
}

type Diagnosed = Pick<AuditRow, "verdict" | "diagnosis" | "note">;

const diagnosed = ({ verdict, diagnosis, note }: Diagnosed): Omit<ReportCase, "group" | "name"> => ({
  verdict,
  mistake: diagnosis?.mistake ?? (verdict === "fail" ? "fail" : ""),
  reason: diagnosis === null ? note : say.diagnosisText(diagnosis),
  details: diagnosis === null || note === "" ? [] : [note],
  replay: "",
});

const ofTensor = (row: AuditRow): ReportCase => ({
  ...diagnosed(row),
  group: row.file,
  name: `${row.tensor} ${row.shape} ${row.layout} ${row.dtype}`,
});

const ofBaselineRow = (row: BaselineRow): ReportCase => ({
  ...diagnosed(row),
  group: `${row.subject}.${row.initializer}`,
  name: `${row.initializer} ${row.shape} ${row.layout} ${row.dtype}${row.seed === null ? "" : ` seed ${row.seed}`}`,
});

function ofCurve({ key, inside, reason, warnings }: PropagationCurve): ReportCase {
  return {
    group: `${key.subject}.${key.initializer}`,
    name: `${key.initializer} ${key.activation} ${say.architectureText(key, " ")}width ${key.width} depth ${key.depth} nets ${key.nets} seed ${key.seed}`,
    verdict: inside,
    mistake: inside === "fail" ? "fail" : "",
    reason,
    details: warnings,
    replay: "",
  };
}

/** A coordinate check that judges: of networks that were trained. */
function ofTraining({ key, judged, verdict, reason }: CoordinateCheck): readonly ReportCase[] {
  if (judged === undefined) return [];
  return [
    {
      group: key.initializer,
      name: `coordinate check, width ${key.width} depth ${key.depth} nets ${key.nets}`,
      verdict: judged,
      mistake: judged === "fail" ? "fail" : "",
      reason: `${verdict}: ${reason}`,
      details: [],
      replay: "",
    },
  ];
}

function ofComparison({ initializer, elements, threads, ratio, pValue, verdict }: BenchComparison): ReportCase {
  return {
    group: "bench.reference",
    name: `${initializer} ${elements} elements, ${say.countText(threads, "thread")}`,
    verdict,
    mistake: verdict === "fail" ? "fail" : "",
    reason: `${ratio.toFixed(3)} of the old time, p = ${pValue.toPrecision(2)}`,
    details: [],
    replay: "",
  };
}
