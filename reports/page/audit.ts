/** A run of `audit` on the page: what did not pass, the scales against the fans, every tensor in a table to sort and filter. */
import type { AuditRecord, AuditRow, Verdict } from "../../harness/record/index.js";
import { worst } from "../../harness/record/index.js";
import { diagnosisText } from "../wording.js";
import type { Pencil } from "./chart.js";
import { type Section, VERDICT_MARK, verdictBadge } from "./document.js";
import { type Content, type Html, html } from "./html.js";
import { digits, figureOf, logTicks, PICTURE_SIZE, probabilityText, tableOf } from "./parts.js";

const MOST_SHOWN = 200;

export function auditSection(record: AuditRecord, id: string, pencil: Pencil): Section {
  const { rows, notes } = record;
  const count = (verdict: Verdict): number => rows.filter((row) => row.verdict === verdict).length;
  const troubles = rows.filter(({ verdict }) => verdict !== "pass");
  return {
    id,
    title: `audit: ${filesOf(rows)}`,
    verdict: worst(rows.map(({ verdict }) => verdict)),
    tally: `${count("pass")} passed, ${count("fail")} failed, ${count("undetermined")} undetermined`,
    body: html`${notes.length > 0 && html`<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
${troubles.length > 0 && html`<h3>What did not pass</h3>`}
${troubles.length > MOST_SHOWN && html`<p>The first ${MOST_SHOWN} of ${troubles.length} are shown here; the table has all.</p>`}
${troubles.slice(0, MOST_SHOWN).map(troubleOf)}
${scalesOf(rows, id, pencil)}
<h3>Tensors</h3>
${tableOf({
  caption: "Tensors in the order of the files",
  sortable: true,
  columns: [
    { title: "verdict" },
    { title: "tensor" },
    { title: "shape" },
    { title: "layout" },
    { title: "dtype" },
    { title: "best fit" },
    { title: "p", numeric: true },
    { title: "entries", numeric: true },
    { title: "file" },
  ],
  rows: rows.map((row): Content[] => [
    html`<span class="${row.verdict}">${VERDICT_MARK[row.verdict]} ${row.verdict}</span>`,
    ...[row.tensor, row.shape, row.layout, row.dtype, row.bestFit, probabilityText(row.pValue), row.entries, row.file],
  ]),
})}`,
  };
}

function filesOf(rows: readonly AuditRow[]): string {
  const files = [...new Set(rows.map(({ file }) => file))];
  return files.length <= 2 ? files.join(", ") : `${files[0]} and ${files.length - 1} more files`;
}

const troubleOf = (row: AuditRow): Html => html`<article class="case ${row.verdict}">
<h4>${row.tensor} ${row.shape} ${row.layout} ${verdictBadge(row.verdict)}</h4>
${row.diagnosis !== null && html`<p><strong>${diagnosisText(row.diagnosis)}</strong></p>`}
${row.note !== "" && html`<p>${row.note}</p>`}
<p class="quiet">best fit: ${row.bestFit}; ${row.file}</p>
</article>
`;

interface ScalePoint {
  readonly tensor: string;
  readonly fanIn: number;
  readonly sd: number;
  readonly verdict: Verdict;
}

function scalesOf(rows: readonly AuditRow[], id: string, { Plot, draw }: Pencil): Html | null {
  const points = rows.flatMap(({ tensor, fanIn, sd, verdict }): ScalePoint[] =>
    fanIn && sd && fanIn > 0 && sd > 0 ? [{ tensor, fanIn, sd, verdict }] : [],
  );
  if (points.length < 2) return null;
  const fans = points.map(({ fanIn }) => fanIn);
  const [low, high] = [Math.min(...fans) / 1.5, Math.max(...fans) * 1.5];
  const lines = [
    { name: "he: sqrt(2 / fan_in)", power: 2 },
    { name: "lecun: sqrt(1 / fan_in)", power: 1 },
  ].map(({ name, power }) => ({ name, ends: [low, high].map((fanIn) => ({ fanIn, sd: Math.sqrt(power / fanIn) })) }));
  const sds = [...points, ...lines.flatMap(({ ends }) => ends)].map(({ sd }) => sd);
  const [least, most] = [Math.min(...sds) / 1.1, Math.max(...sds) * 1.1];
  const picture = draw(
    {
      id: `${id}-scales`,
      title: "Standard deviation against fan_in",
      description: "A point a tensor, on logarithmic axes, with the lines of He and LeCun.",
    },
    {
      ...PICTURE_SIZE,
      x: { type: "log", label: "fan_in", tickFormat: "~s", domain: [low, high], ticks: logTicks(low, high) },
      y: {
        ...{ type: "log", label: "standard deviation", tickFormat: "~g" },
        ...{ domain: [least, most], ticks: logTicks(least, most) },
      },
      marks: [
        ...lines.flatMap(({ ends, name }) => [
          Plot.line(ends, { x: "fanIn", y: "sd", stroke: "var(--accent)", strokeOpacity: 0.6 }),
          Plot.text([ends[0]!], {
            x: "fanIn",
            y: "sd",
            text: () => name,
            textAnchor: "start",
            dy: -9,
            dx: 4,
            fill: "var(--quiet)",
          }),
        ]),
        Plot.dot(points, {
          x: "fanIn",
          y: "sd",
          r: 3.5,
          stroke: (point: ScalePoint) => `var(--${point.verdict})`,
          title: "tensor",
        }),
      ],
    },
  );
  return html`<h3>Scales</h3>${figureOf({
    picture,
    explanation:
      "Each point is a tensor. Tensors of one law lie on one line: parallel to those drawn if the scale follows the fan, level if it does not.",
    data: {
      caption: "Scales",
      columns: [{ title: "tensor" }, { title: "fan_in", numeric: true }, { title: "sd", numeric: true }],
      rows: points.map(({ tensor, fanIn, sd }) => [tensor, fanIn, digits(sd)]),
    },
  })}`;
}
