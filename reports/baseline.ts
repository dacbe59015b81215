/** A comparison with a baseline: baseline.csv, and the same in a terminal. */
import type { BaselineRecord, BaselineRow } from "../harness/record/index.js";
import { csv } from "./csv.js";
import { coloursIf, MARK, paint } from "./ink.js";
import { plain } from "./plain.js";
import type { TextOptions } from "./textOptions.js";
import { hang, padEnd, pageWidth, widest, wrap } from "./typeset.js";
import { diagnosisText, pValueText } from "./wording.js";

const COLUMNS = [
  "subject",
  "version_then",
  "version_now",
  "initializer",
  "shape",
  "layout",
  "dtype",
  "seed",
  "found",
  "verdict",
  "p_value",
  "failed_tests",
  "law_then",
  "law_now",
  "diagnosis",
  "note",
] as const;

export function baselineCsv({ rows }: BaselineRecord): string {
  return csv(
    COLUMNS,
    rows.map((row) => [
      ...[row.subject, row.versionThen, row.versionNow, row.initializer, row.shape, row.layout, row.dtype, row.seed],
      ...[row.found, row.verdict, row.pValue, row.failed.join(" "), row.lawThen, row.lawNow],
      ...[row.diagnosis === null ? "" : diagnosisText(row.diagnosis), row.note],
    ]),
  );
}

/** One line for each case; for a changed one, a second line with the change. */
export function baselineText(
  { rows }: BaselineRecord,
  { quiet = false, columns, colour = false }: Partial<TextOptions> = {},
): string {
  const page = pageWidth(columns);
  const colours = coloursIf(colour);
  const name = (row: BaselineRow): string => `${plain(row.initializer)}  ${row.shape} ${row.layout}`;
  const width = Math.min(page / 2, Math.max(6, widest(rows.map(name))));
  const shown = quiet ? rows.filter(({ verdict }) => verdict !== "pass") : rows;
  const lines = shown.flatMap((row) => {
    const p = row.pValue === null || row.found === "" ? "" : `, p ${pValueText(row.pValue)}`;
    const told = `${padEnd(name(row), width)}  ${row.found || "not compared"}${p}`;
    const [head, ...rest] = hang(told, page - 2);
    const first = `${MARK[row.verdict]} ${head}`;
    if (row.verdict === "pass") return [first, ...rest];
    const laws =
      row.lawThen === row.lawNow || row.lawThen === "" || row.lawNow === ""
        ? ""
        : `was ${row.lawThen}, is now ${row.lawNow}`;
    const why = [row.diagnosis === null ? "" : diagnosisText(row.diagnosis), laws, row.note];
    const reasons = why.filter((text) => text !== "").flatMap((text) => wrap(plain(text), page - 4));
    return [paint(row.verdict, first, colours), ...rest, ...reasons.map((text) => `    ${text}`)];
  });
  if (quiet) return lines.map((line) => `${line}\n`).join("");
  return `${[...wrap(versions(rows), page), ...lines, "", ...wrap(closing(rows), page)].join("\n")}\n`;
}

const versions = (rows: readonly BaselineRow[]): string => {
  const [first] = rows;
  return first === undefined ? "" : plain(`${first.subject}: ${first.versionThen}, now ${first.versionNow}`);
};

function closing(rows: readonly BaselineRow[]): string {
  const count = (found: BaselineRow["found"]): number => rows.filter((row) => row.found === found).length;
  const lost = count("");
  const some = `${count("same bits")} same bits, ${count("same law")} same law, ${count("other law")} other law`;
  return lost === 0 ? some : `${some}, ${lost} not compared`;
}
