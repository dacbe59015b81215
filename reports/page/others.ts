/** Comparisons of baselines, benchmarks and recommendations on the page. */
import type { BaselineRecord, BenchRecord, BenchRow, Recommendation } from "../../harness/record/index.js";
import { worst } from "../../harness/record/index.js";
import { checkText } from "../recommendation.js";
import { countText, diagnosisText } from "../wording.js";
import type { Pencil } from "./chart.js";
import { type Section, VERDICT_MARK } from "./document.js";
import { type Content, type Html, html } from "./html.js";
import { digits, figureOf, probabilityText, tableOf } from "./parts.js";

export function baselineSection({ rows, alpha }: BaselineRecord, id: string): Section {
  const count = (found: string): number => rows.filter((row) => row.found === found).length;
  const subjects = [...new Set(rows.map((row) => `${row.subject} ${row.versionThen}, now ${row.versionNow}`))];
  return {
    id,
    title: `baseline: ${subjects.join("; ")}`,
    verdict: worst(rows.map(({ verdict }) => verdict)),
    tally: `${count("same bits")} same bits, ${count("same law")} same law, ${count("other law")} other law, ${count("")} not compared`,
    body: html`<p>If no law changed, this comparison fails with probability at most ${alpha}.</p>
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

export function benchSection({ rows, environment, absent }: BenchRecord, id: string, pencil: Pencil): Section {
  const tasks = [...new Set(rows.map(taskOf))];
  return {
    id,
    title: "bench",
    verdict: null,
    tally: countText(tasks.length, "task"),
    body: html`<p class="quiet">${Object.entries(environment)
      .map(([key, value]) => `${key} ${value}`)
      .join(", ")}</p>
${absent.length > 0 && html`<p>Not installed: ${absent.join("; ")}</p>`}
${tasks.map((task, at) =>
  taskFigure(
    task,
    rows.filter((row) => taskOf(row) === task),
    `${id}-task-${at}`,
    pencil,
  ),
)}`,
  };
}

const taskOf = ({ initializer, elements, threads }: BenchRow): string =>
  `${initializer}, ${countText(elements, "element")}, ${countText(threads, "thread")}`;

function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)]!;
  return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? low) - low);
}

function taskFigure(task: string, rows: readonly BenchRow[], id: string, { Plot, draw }: Pencil): Html {
  const timed = rows
    .filter(({ samples }) => samples.length > 0)
    .map(({ implementation, implementationVersion, samples }) => ({
      name: `${implementation} ${implementationVersion}`.trim(),
      low: quantile(samples, 0.1),
      median: quantile(samples, 0.5),
      high: quantile(samples, 0.9),
    }));
  const picture = draw(
    {
      id,
      title: task,
      description: "Nanoseconds an element: median, and the range from the 10th to the 90th percentile of the runs.",
    },
    {
      width: 760,
      height: 60 + 26 * timed.length,
      marginLeft: 190,
      marginRight: 30,
      x: { label: "ns an element", zero: true, nice: true },
      y: { label: null, domain: timed.map(({ name }) => name) },
      marks: [
        Plot.ruleX([0], { stroke: "var(--line)" }),
        Plot.ruleY(timed, {
          y: "name",
          x1: "low",
          x2: "high",
          stroke: "var(--accent)",
          strokeWidth: 4,
          strokeOpacity: 0.5,
        }),
        Plot.dot(timed, { y: "name", x: "median", r: 4, fill: "var(--accent)" }),
      ],
    },
  );
  return html`<h3>${task}</h3>${figureOf({
    picture,
    explanation:
      "The point is the median run, the bar reaches from the 10th to the 90th percentile. All contenders ran in the same rounds on the same machine: where bars overlap, do not believe in a difference.",
    data: {
      caption: task,
      columns: [
        { title: "implementation" },
        { title: "p10", numeric: true },
        { title: "median", numeric: true },
        { title: "p90", numeric: true },
      ],
      rows: timed.map(({ name, low, median, high }) => [name, digits(low), digits(median), digits(high)]),
    },
  })}`;
}

export function recommendationSection(recommendation: Recommendation, id: string): Section {
  const { activation, architecture, depth, width, candidates, rules, notes } = recommendation;
  return {
    id,
    title: `recommend: ${architecture}, ${activation}, depth ${depth}, width ${width}`,
    verdict: null,
    tally: countText(candidates.length, "candidate"),
    body: html`${notes.length > 0 && html`<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
${tableOf({
  caption: "Candidates, best first",
  sortable: true,
  columns: [
    { title: "rank", numeric: true },
    { title: "initializer" },
    { title: "settings" },
    { title: "verdict" },
    { title: "change of ln q", numeric: true },
    { title: "change of ln g", numeric: true },
    { title: "sd forward", numeric: true },
    { title: "sd backward", numeric: true },
    { title: "reason" },
  ],
  rows: candidates.map((candidate) => [
    ...[
      candidate.rank,
      candidate.initializer,
      candidate.settings,
      candidate.verdict,
      digits(candidate.changeForward),
      digits(candidate.changeBackward),
    ],
    ...[digits(candidate.sdForward), digits(candidate.sdBackward), candidate.reason],
  ]),
})}
<ul>${candidates.map((candidate) => candidate.check !== undefined && html`<li>${checkText(candidate)}</li>`)}</ul>
<h3>Rules of thumb</h3>
${tableOf({
  caption: "Whether theory bears them out here",
  columns: [{ title: "rule" }, { title: "holds" }, { title: "evidence" }],
  rows: rules.map(({ rule, holds, evidence }) => [rule, holds, evidence]),
})}`,
  };
}
