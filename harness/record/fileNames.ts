/** The files that a run leaves in its directory. */
export const RESULTS = "results.json";

/** Increased when a key changes its meaning, not for new keys. docs/results.schema.json describes the format. */
export const SCHEMA = 3;

/** Every file that a run may leave in its directory besides results.json. */
export const REPORT_FILES: readonly string[] = [
  ...["statistics.csv", "verdicts.csv", "audit.csv", "propagation.csv", "propagation-verdicts.csv", "benchmark.csv"],
  ...[
    "baseline.csv",
    "propagation-widths.csv",
    "recommend.csv",
    "recommend-rules.csv",
    "junit.xml",
    "summary.md",
    "report.html",
    "propagation.svg",
    "ctrf.json",
  ],
];
