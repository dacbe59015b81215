/** An audit: audit.csv, and the same in a terminal. */
import type { AuditRecord, AuditRow } from "../harness/record/index.js";
import { csv } from "./csv.js";
import { coloursIf, MARK, paint } from "./ink.js";
import { plain } from "./plain.js";
import type { TextOptions } from "./textOptions.js";
import { hang, padEnd, pageWidth, widest, wrap } from "./typeset.js";
import { diagnosisText, pValueText } from "./wording.js";

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
  "also_fits",
  "entries",
] as const;

/** The columns that CONTRACT fixes, then appended ones. */
export function auditCsv(rows: readonly AuditRow[]): string {
  return csv(
    COLUMNS,
    rows.map((row) => [
      ...[row.file, row.tensor, row.shape, row.layout, row.dtype, row.bestFit, row.pValue, row.verdict],
      ...[row.diagnosis === null ? "" : diagnosisText(row.diagnosis), row.note, row.alsoFits.join(" "), row.entries],
    ]),
  );
}

/** The number of names of the same law that are printed on a line. */
const FEW = 3;

/** One line for each tensor; for one that did not pass, a second line with the reason. */
export function auditText(
  { rows, notes }: AuditRecord,
  { quiet = false, columns, colour = false }: Partial<TextOptions> = {},
): string {
  const page = pageWidth(columns);
  const colours = coloursIf(colour);
  const width = Math.min(page / 2, Math.max(6, widest(rows.map(({ tensor }) => plain(tensor)))));
  const shown = quiet ? rows.filter(({ verdict }) => verdict !== "pass") : rows;
  const lines = shown.flatMap((row) => {
    const told = `${padEnd(plain(row.tensor), width)}  ${row.shape} ${row.layout}  ${fitText(row)}`;
    const why = [row.diagnosis === null ? "" : diagnosisText(row.diagnosis), row.note].filter((text) => text !== "");
    const [head, ...rest] = hang(told, page - 2);
    const first = `${row.exempt ? "-" : MARK[row.verdict]} ${head}`;
    const isRight = row.verdict === "pass" || row.exempt;
    const lines = [isRight ? first : paint(row.verdict, first, colours), ...rest];
    const reasons = why.flatMap((text) => wrap(plain(text), page - 4).map((part) => `    ${part}`));
    return [...lines, ...reasons];
  });
  if (quiet) return lines.map((line) => `${line}\n`).join("");
  const count = (verdict: AuditRow["verdict"]): number =>
    rows.filter((row) => row.verdict === verdict && !row.exempt).length;
  const exempt = rows.filter((row) => row.exempt).length;
  const closing = `${count("pass")} passed, ${count("fail")} failed, ${count("undetermined")} undetermined${exempt === 0 ? "" : `, ${exempt} exempt`}`;
  return `${[...lines, "", ...notes.flatMap((note) => wrap(plain(note), page)), ...wrap(closing, page)].join("\n")}\n`;
}

function fitText({ bestFit, alsoFits, pValue }: AuditRow): string {
  const more = alsoFits.length > FEW ? `, ${alsoFits.length - FEW} more` : "";
  const also = alsoFits.length === 0 ? "" : ` (or ${alsoFits.slice(0, FEW).join(", ")}${more})`;
  return `${bestFit}${also}${pValue === null ? "" : `, p ${pValueText(pValue)}`}`;
}
