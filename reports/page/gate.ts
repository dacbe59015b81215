/** A run of `check` on the page: the verdict, the cases as a matrix, the p-values of the run, each failure in full. */
import type { CaseResult, RunRecord } from "../../harness/record/index.js";
import { worst } from "../../harness/record/index.js";
import { doubtsOf, failuresOf } from "../causes.js";
import { groupBy, matrices, type VerdictMatrix } from "../matrix.js";
import * as say from "../wording.js";
import { caseOf } from "./case.js";
import type { Pencil } from "./chart.js";
import { type Section, VERDICT_MARK } from "./document.js";
import { type Content, type Html, html } from "./html.js";
import { probabilityText, tableOf } from "./parts.js";
import { pValuesOf } from "./pValues.js";

/** Failures that are shown in full; a page with more would be too long to read. */
const MOST_SHOWN = 100;

export function gateSection(record: RunRecord, id: string, pencil: Pencil): Section {
  const { results, alpha, tests, seed } = record;
  const causes = [...failuresOf(results), ...doubtsOf(results)];
  // One of each cause first: where there are too many cases, every cause is shown all the same.
  const troubles = [...causes.map(([first]) => first), ...causes.flatMap(([, ...others]) => others)];
  const placeOf = new Map(troubles.slice(0, MOST_SHOWN).map((result, at) => [result, `${id}-case-${at}`]));
  const full = (result: CaseResult): Html | null => {
    const place = placeOf.get(result);
    return place === undefined ? null : caseOf(result, place, pencil);
  };
  const notes = say.blindSpots(record);
  return {
    id,
    title: `check: ${say.subjectsText(record)}`,
    verdict: worst(results.map(({ verdict }) => verdict)),
    tally: `${say.tallyText(results)}; seed ${seed}; ${say.countText(tests, "p-value")}`,
    body: html`<p>If every initializer follows the law it documents, this run fails with probability at most ${say.levelText(alpha)}.</p>
<h3>Cases</h3>
${matrices(results).map((matrix) => matrixOf(matrix, results, placeOf))}
${troubles.length > 0 && html`<h3>What did not pass</h3>`}
${troubles.length > placeOf.size && html`<p>${placeOf.size} of ${troubles.length} are shown in full, one of each cause first; the files hold all.</p>`}
${causes.map(([first, ...others]) => [
  full(first),
  alikeOf(
    first,
    others.filter((one) => placeOf.has(one)),
    full,
  ),
])}
<h3>The p-values of the run</h3>
${pValuesOf(results, id, pencil)}
<h3>What the checks asked, and what they could have seen</h3>
${checksOf(results)}
${notes.length > 0 && html`<h3>What no sample of these shapes can show</h3><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`}`,
  };
}

/** Cases with the cause of the one above them, folded; its name is not repeated. */
function alikeOf(
  above: CaseResult,
  cases: readonly CaseResult[],
  full: (one: CaseResult) => Html | null,
): Html | false {
  if (cases.length === 0) return false;
  const name = ({ key }: CaseResult): string =>
    say.nameText(key) === say.nameText(above.key) ? "" : say.nameText(key);
  const places = cases.map((one) => `${name(one)} ${one.key.shape} ${one.key.layout}`.trim());
  return html`<details class="alike"><summary>the same at ${places.join(", ")}</summary>${cases.map(full)}</details>
`;
}

function matrixOf(
  { title, columns, rows }: VerdictMatrix,
  results: readonly CaseResult[],
  placeOf: ReadonlyMap<CaseResult, string>,
): Html {
  const cases = groupBy(results, ({ key }) => [say.nameText(key), key.shape, key.layout].join("\n"));
  return tableOf({
    caption: title,
    matrix: true,
    columns: [
      { title: "initializer" },
      ...columns.map(({ shape, layout }) => ({ title: `${shape} ${layout}`.trim() || "no shape" })),
    ],
    rows: rows.map(({ name, cells }) => [
      name,
      ...cells.map((verdict, at): Content => {
        if (verdict === null) return null;
        const { shape, layout } = columns[at]!;
        const there = cases.get([name, shape, layout].join("\n"))?.find((result) => result.verdict === verdict);
        const place = there && placeOf.get(there);
        const mark = html`<span class="${verdict}"><span aria-hidden="true">${VERDICT_MARK[verdict]}</span> ${verdict}</span>`;
        return place === undefined
          ? mark
          : html`<a href="#${place}" aria-label="${verdict}: ${name} ${shape}">${mark}</a>`;
      }),
    ]),
  });
}

/** One row for each check, with the deviation that it detects at its fewest and at its most entries. */
function checksOf(results: readonly CaseResult[]): Html {
  const byCheck = groupBy(
    results.flatMap(({ findings }) => findings),
    ({ check }) => check,
  );
  return tableOf({
    caption: "Checks in the order in which they are asked",
    sortable: true,
    columns: [
      { title: "check" },
      { title: "cases", numeric: true },
      { title: "failed", numeric: true },
      { title: "smallest p", numeric: true },
      { title: "finds with the most entries" },
      { title: "and with the fewest" },
    ],
    rows: [...byCheck].map(([check, findings]) => {
      const bySize = [...findings].sort((a, b) => a.n - b.n);
      const least = findings.reduce<number | null>(
        (p, { pValue }) => (pValue === null ? p : Math.min(p ?? 1, pValue)),
        null,
      );
      const [fewest, most] = [bySize[0]!, bySize.at(-1)!];
      return [
        check,
        findings.length,
        findings.filter(({ verdict }) => verdict === "fail").length,
        probabilityText(least),
        most.detects,
        most.detects === fewest.detects ? "" : fewest.detects,
      ];
    }),
  });
}
