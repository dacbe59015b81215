/** `--reporter csv`: the tables of every kind of record. */
import { type EveryKind, ofKind } from "../harness/record/index.js";
import { auditCsv } from "./audit.js";
import { baselineCsv } from "./baseline.js";
import { benchmarkCsv } from "./benchmark.js";
import { propagationCsv, propagationVerdictsCsv } from "./propagationCsv.js";
import { propagationWidthsCsv } from "./propagationWidthsCsv.js";
import { recommendCsv, recommendRulesCsv } from "./recommendation.js";
import type { Reporter } from "./reporter.js";
import { statisticsCsv } from "./statistics.js";
import { verdictsCsv } from "./verdicts.js";

const TABLES: EveryKind<[], Readonly<Record<string, string>>> = {
  check: (record) => ({ "statistics.csv": statisticsCsv(record), "verdicts.csv": verdictsCsv(record) }),
  audit: ({ rows }) => ({ "audit.csv": auditCsv(rows) }),
  propagate: (record) => ({
    "propagation.csv": propagationCsv(record),
    "propagation-verdicts.csv": propagationVerdictsCsv(record),
    ...propagationWidthsCsv(record),
  }),
  recommend: (record) => ({ "recommend.csv": recommendCsv(record), "recommend-rules.csv": recommendRulesCsv(record) }),
  bench: (record) => ({ "benchmark.csv": benchmarkCsv(record) }),
  baseline: (record) => ({ "baseline.csv": baselineCsv(record) }),
  run: ({ parts }) => joined(parts.flatMap((part) => ("outcome" in part ? [ofKind(TABLES, part.outcome)] : []))),
};

/** Tables of one name become one: their headers are the same. */
function joined(tables: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
  const whole: Record<string, string> = {};
  for (const [name, text] of tables.flatMap(Object.entries<string>)) {
    whole[name] = name in whole ? whole[name] + text.slice(text.indexOf("\n") + 1) : text;
  }
  return whole;
}

export const csvReporter: Reporter = { name: "csv", files: (outcome) => ofKind(TABLES, outcome) };
