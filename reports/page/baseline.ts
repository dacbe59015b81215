/** A comparison of baselines on the page: every case, then and now. */
import type { BaselineRecord } from "../../harness/record/index.js";
import { worst } from "../../harness/record/index.js";
import { diagnosisText, levelText } from "../wording.js";
import { type Section, VERDICT_MARK } from "./document.js";
import { type Content, html } from "./html.js";
import { probabilityText, tableOf } from "./parts.js";

export function baselineSection({ rows, alpha }: BaselineRecord, id: string): Section {
  const count = (found: string): number => rows.filter((row) => row.found === found).length;
  const subjects = [...new Set(rows.map((row) => `${row.subject} ${row.versionThen}, now ${row.versionNow}`))];
  return {
    id,
    title: `baseline: ${subjects.join("; ")}`,
    verdict: worst(rows.map(({ verdict }) => verdict)),
    tally: `${count("same bits")} same bits, ${count("same law")} same law, ${count("other law")} other law, ${count("")} not compared`,
    body: html`<p>If no law changed, this comparison fails with probability at most ${levelText(alpha)}.</p>
${tableOf({
  caption: "Cases, then and now",
  sortable: true,
  columns: [
    { title: "verdict" },
    { title: "initializer" },
    { title: "shape" },
    { title: "found" },
    { title: "p", numeric: true },
    { title: "law then" },
    { title: "law now" },
    { title: "why" },
  ],
  rows: rows.map((row): Content[] => [
    html`<span class="${row.verdict}">${VERDICT_MARK[row.verdict]} ${row.verdict}</span>`,
    ...[
      row.initializer,
      `${row.shape} ${row.layout}`,
      row.found || "not compared",
      probabilityText(row.pValue),
      row.lawThen,
      row.lawNow,
    ],
    [row.diagnosis === null ? "" : diagnosisText(row.diagnosis), row.failed.join(", "), row.note]
      .filter((text) => text !== "")
      .join("; "),
  ]),
})}`,
  };
}
