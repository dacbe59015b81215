/** Published results, predictions and simulations as a table for machines and a page for readers. */
import { type Cell, csv } from "../../reports/csv.js";
import { FAMILY, interval, type Judged } from "./papers/judge.js";
import type { Interval, Statistic } from "./papers/paper.js";
import { type PaperResult, printedValue } from "./papers/run.js";

const HEADER = [
  ...["rows", "id", "paper", "figure", "statistic", "published", "published_agrees"],
  ...["infinite_width_low", "infinite_width_high", "predicted_low", "predicted_high"],
  ...[
    "simulated",
    "standard_error",
    "nets",
    "z",
    "band_low",
    "band_high",
    "verdict",
    "mistake",
    "mistake_z",
    "mistake_rejected",
  ],
] as const;

const self = (value: number): number => value;
const show = ({ shown = self }: Statistic, [low, high]: Interval): Interval => [shown(low), shown(high)];
const agrees = (yes: boolean | undefined): string => (yes === undefined ? "" : yes ? "yes" : "no");

export function papersCsv(results: readonly PaperResult[]): string {
  return csv(
    HEADER,
    results.flatMap((result) => {
      const { paper, judged, facts, wrong } = result;
      const first = (name: string): Cell[] => [paper.rows.join(" "), paper.id, paper.paper, paper.figure, name];
      const computed = facts.map((fact) => [
        ...first(fact.name),
        ...[fact.published, agrees(fact.agrees), fact.value, fact.value],
        ...new Array<Cell>(HEADER.length - 9).fill(null),
      ]);
      return [
        ...judged.map((one, j) => [...first(one.statistic.name), ...judgedCells(one, wrong[j]!, paper.mistake)]),
        ...computed,
      ];
    }),
  );
}

function judgedCells(one: Judged, planted: Judged, mistake: string): Cell[] {
  const { statistic } = one;
  const { shown = self } = statistic;
  return [
    ...[statistic.published ?? null, agrees(printedValue(one))],
    ...show(statistic, interval(statistic.limit)),
    ...show(statistic, one.expected),
    ...[shown(one.mean), shownError(one), one.nets, one.z],
    ...show(statistic, one.band),
    ...[one.verdict, mistake, planted.z, agrees(planted.verdict === "fail")],
  ];
}

/** The standard error on the scale of the shown number. */
function shownError({ statistic: { shown = self }, mean, standardError }: Judged): number {
  return (shown(mean + standardError) - shown(mean - standardError)) / 2;
}

/** What a reader must not overlook. */
export function complaints({ paper, judged, facts, rejected }: PaperResult): readonly string[] {
  const failed = judged.filter(({ verdict }) => verdict !== "pass");
  const misprinted = [
    ...facts
      .filter((fact) => !fact.agrees)
      .map(({ name, value, published }) => `${name}: computed ${value}, published ${published}`),
    ...judged
      .filter((one) => printedValue(one) === false)
      .map(({ statistic }) => `${statistic.name}: not as published`),
  ];
  return [
    ...failed.map((one) => `${paper.id}: ${one.statistic.name}: ${one.verdict}, z = ${one.z.toFixed(2)}`),
    ...misprinted.map((line) => `${paper.id}: ${line}`),
    ...(rejected ? [] : [`${paper.id}: the mistake was not noticed: ${paper.mistake}`]),
  ];
}

export function papersPage(results: readonly PaperResult[]): string {
  const statistics = results.flatMap(({ judged }) => judged);
  const passed = statistics.filter(({ verdict }) => verdict === "pass").length;
  const noticed = results.filter(({ rejected }) => rejected).length;
  return `# Papers: published results on signal propagation, predicted and simulated

Written by \`npm run lab papers\`; every number is in \`docs/papers.csv\`.

Each section is one result of a paper, with the numbers of its rows in the project's table of results (those from 32 on are additions). *Published*
is what was printed. *Infinite width* is what the theory in \`initgate/propagation\` computes, and must be what was printed, to the
digits printed. *This width* is what theory expects of the networks that were simulated, which have finitely many units; where a paper's number
is for a finite width, it is held to this column. *Simulated* is the mean over independent networks with real weights, and its standard error: from
the variance that theory knows, or else estimated from the networks.

The *band* is where that mean must lie: the normal interval around the prediction, or Student's where the variance is estimated. Its level is
${FAMILY} for the whole page, shared equally by all statistics. No band is chosen by hand. Where "this width" says *reference*, no formula is
known and the judge is a set of exact networks drawn without weight matrices, whose own error is in the band.

A band that nothing can leave proves nothing. Each experiment was therefore run again, with a quarter of the networks, on weights with a known
mistake; at least one of its statistics must then fail.

Row 20, the learning time of deep linear networks (Saxe et al. 2014), is not here: it is about training, and theory has no number for its settings.
Row 24 is a pair of bounds: its statistics must lie between them.

**${passed} of ${statistics.length} statistics lie in their bands, and ${noticed} of ${results.length} planted mistakes were noticed.**

${overview(results)}

${results.map(section).join("\n\n")}
`;
}

function overview(results: readonly PaperResult[]): string {
  const lines = results.map(({ paper, verdict, judged, wrong }) => {
    const worst = Math.max(...judged.map(({ z }) => Math.abs(z)));
    return [
      paper.rows.join(", "),
      `${paper.paper}: ${paper.figure}`,
      verdict,
      worst.toFixed(1),
      paper.mistake,
      noticedAt(wrong),
    ];
  });
  return table(["row", "result", "verdict", "largest |z|", "planted mistake", "noticed at |z|"], lines);
}

function noticedAt(wrong: readonly Judged[]): string {
  const failed = wrong.filter(({ verdict }) => verdict === "fail").map(({ z }) => Math.abs(z));
  if (failed.length === 0) return "**not noticed**";
  const largest = Math.max(...failed);
  return Number.isFinite(largest) ? largest.toFixed(0) : "certain";
}

function section({ paper, judged, facts }: PaperResult): string {
  const { figure, settings, meaning, remark } = paper;
  const rows = judged.map((one) => {
    const { statistic, nets, verdict, z } = one;
    const digits = digitsOf(one);
    const print = (range: Interval): string => printInterval(show(statistic, range), digits);
    const { shown = self } = statistic;
    const isReference = statistic.mean === undefined && one.expected[0] !== interval(statistic.limit)[0];
    return [
      ...[statistic.name, statistic.published ?? "", print(interval(statistic.limit))],
      `${print(one.expected)}${isReference ? " (reference)" : ""}`,
      `${fixed(shown(one.mean), digits)} ± ${fixed(shownError(one), digits)}`,
      ...[String(nets), z.toFixed(1), print(one.band), verdict],
    ];
  });
  const computed = facts.map(({ name, value, published, agrees: yes }) => [
    name,
    published,
    String(value),
    yes ? "as published" : "**differs**",
  ]);
  return [
    `## ${paper.paper}: ${figure}`,
    `${paper.rows.length > 1 ? "Rows" : "Row"} ${paper.rows.join(", ")}. ${settings}.`,
    table(
      ["statistic", "published", "infinite width", "this width", "simulated", "nets", "z", "band", "verdict"],
      rows,
    ),
    ...(computed.length > 0 ? [table(["computed by theory alone", "published", "value", ""], computed)] : []),
    meaning,
    ...(remark === undefined ? [] : [remark]),
  ].join("\n\n");
}

/** So many decimals that the standard error has two digits. */
function digitsOf(one: Judged): number {
  const error = shownError(one);
  const size = Math.abs(one.mean);
  if (!(error > 0)) return size > 0 ? 7 : 0;
  return Math.min(10, Math.max(0, 1 - Math.floor(Math.log10(error))));
}

const fixed = (value: number, digits: number): string => value.toFixed(digits);

const printInterval = ([low, high]: Interval, digits: number): string =>
  low === high ? fixed(low, digits) : `${fixed(low, digits)} to ${fixed(high, digits)}`;

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
