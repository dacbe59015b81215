/** Timings on the page: a figure for each task, and the comparison with an older benchmark. */
import type { BenchComparison, BenchRecord, BenchRow } from "../../harness/record/index.js";
import { worst } from "../../harness/record/index.js";
import { countText } from "../wording.js";
import type { Pencil } from "./chart.js";
import { type Section, VERDICT_MARK } from "./document.js";
import { type Html, html } from "./html.js";
import { digits, figureOf, probabilityText, tableOf } from "./parts.js";

export function benchSection(
  { rows, environment, absent, comparisons = [] }: BenchRecord,
  id: string,
  pencil: Pencil,
): Section {
  const tasks = [...new Set(rows.map(taskOf))];
  return {
    id,
    title: "bench",
    verdict: comparisons.length === 0 ? null : worst(comparisons.map(({ verdict }) => verdict)),
    tally: countText(tasks.length, "task"),
    body: html`<p class="quiet">${Object.entries(environment)
      .map(([key, value]) => `${key} ${value}`)
      .join(", ")}</p>
${absent.length > 0 && html`<p>Not installed: ${absent.join("; ")}</p>`}
${comparisons.length > 0 && comparedOf(comparisons)}
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

const comparedOf = (comparisons: readonly BenchComparison[]): Html =>
  tableOf({
    caption: "The reference, compared with the older benchmark",
    sortable: true,
    columns: [
      { title: "verdict" },
      { title: "task" },
      { title: "elements", numeric: true },
      { title: "threads", numeric: true },
      { title: "share of the old time", numeric: true },
      { title: "p", numeric: true },
    ],
    rows: comparisons.map(({ verdict, initializer, elements, threads, ratio, pValue }) => [
      html`<span class="${verdict}">${VERDICT_MARK[verdict]} ${verdict}</span>`,
      ...[initializer, elements, threads, digits(ratio), probabilityText(pValue)],
    ]),
  });

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
