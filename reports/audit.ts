/** What an audit leaves behind: audit.csv, and the same in a terminal. */
import type { AuditRow } from "../harness/record/index.js";
import { writeWhole } from "./atomic.js";
import { csv } from "./csv.js";
import { plain } from "./plain.js";
import type { PublishOptions } from "./publish.js";
import { diagnosisText } from "./wording.js";

const COLUMNS = [
  "file",
  "tensor",
  "shape",
  "layout",
  "dtype",
  "best_fit",
  "p_value",
  "verdict",
  "diagnosis",
  "note",
] as const;

/** The columns of the contract, then `note`. */
export function auditCsv(rows: readonly AuditRow[]): string {
  return csv(
    COLUMNS,
    rows.map((row) => [
      ...[row.file, row.tensor, row.shape, row.layout, row.dtype, row.bestFit, row.pValue, row.verdict],
      ...[row.diagnosis === null ? "" : diagnosisText(row.diagnosis), row.note],
    ]),
  );
}

const MARK = { pass: "✓", fail: "✗", undetermined: "?" } as const;

/** A line a tensor, and for what did not pass a second one that says why. */
export function auditText(rows: readonly AuditRow[]): string {
  const width = Math.min(48, Math.max(6, ...rows.map(({ tensor }) => tensor.length)));
  const lines = rows.flatMap((row) => {
    const fit = row.pValue === null ? row.bestFit : `${row.bestFit}, p = ${row.pValue.toPrecision(2)}`;
    const line = `${MARK[row.verdict]} ${plain(row.tensor).padEnd(width)}  ${row.shape} ${row.layout}  ${fit}`;
    const why = [row.diagnosis === null ? "" : diagnosisText(row.diagnosis), row.note].filter((text) => text !== "");
    return row.verdict === "pass" ? [line] : [line, ...why.map((text) => `    ${plain(text)}`)];
  });
  const count = (verdict: AuditRow["verdict"]): number => rows.filter((row) => row.verdict === verdict).length;
  const closing = `${count("pass")} passed, ${count("fail")} failed, ${count("undetermined")} undetermined`;
  return `${[...lines, "", closing].join("\n")}\n`;
}

export function publishAudit(rows: readonly AuditRow[], { out, quiet = false, json = false }: PublishOptions): void {
  writeWhole(out, { "audit.csv": auditCsv(rows) });
  if (json) process.stdout.write(`${JSON.stringify({ schema: 1, rows })}\n`);
  else if (!quiet) process.stdout.write(auditText(rows));
}
