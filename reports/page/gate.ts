/** A run of `check` on the page: the verdict, the cases as a matrix, the p-values of the run, each failure in full. */
import type { CaseResult, Finding, Picture, RunRecord } from "../../harness/record/index.js";
import { worst } from "../../harness/record/index.js";
import { groupBy, matrices, type VerdictMatrix } from "../matrix.js";
import * as say from "../wording.js";
import type { Caption, Pencil } from "./chart.js";
import { type Section, VERDICT_MARK, verdictBadge } from "./document.js";
import { type Content, type Html, html } from "./html.js";
import { commandOf, digits, figureOf, legendOf, PICTURE_SIZE, probabilityText, tableOf } from "./parts.js";

/** Failures that are shown in full; a page with more would be too long to read. */
const MOST_SHOWN = 100;

export function gateSection(record: RunRecord, id: string, pencil: Pencil): Section {
  const { results, alpha, tests, seed } = record;
  const troubles = results.map((result, at) => ({ result, at })).filter(({ result }) => result.verdict !== "pass");
  const shown = new Set(troubles.slice(0, MOST_SHOWN).map(({ at }) => at));
  const placeOf = new Map(results.map((result, at) => [result, shown.has(at) ? `#${id}-case-${at}` : null]));
  const notes = say.blindSpots(record);
  return {
    id,
    title: `check: ${say.subjectsText(record)}`,
    verdict: worst(results.map(({ verdict }) => verdict)),
    tally: `${say.tallyText(results)}; seed ${seed}; ${say.countText(tests, "p-value")}`,
    body: html`<p>If every initializer follows the law it documents, this run fails with probability at most ${alpha}.</p>
<h3>Cases</h3>
${matrices(results).map((matrix) => matrixOf(matrix, results, placeOf))}
${troubles.length > 0 && html`<h3>What did not pass</h3>`}
${troubles.length > shown.size && html`<p>The first ${shown.size} of ${troubles.length} are shown in full; the files hold all.</p>`}
${troubles.filter(({ at }) => shown.has(at)).map(({ result, at }) => caseOf(result, `${id}-case-${at}`, pencil))}
<h3>The p-values of the run</h3>
${pValuesOf(results, id, pencil)}
<h3>What the checks asked, and what they could have seen</h3>
${checksOf(results)}
${notes.length > 0 && html`<h3>What no sample of these shapes can show</h3><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`}`,
  };
}

function matrixOf(
  { title, columns, rows }: VerdictMatrix,
  results: readonly CaseResult[],
  placeOf: ReadonlyMap<CaseResult, string | null>,
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
        const place = there === undefined ? null : (placeOf.get(there) ?? null);
        const mark = html`<span class="${verdict}"><span aria-hidden="true">${VERDICT_MARK[verdict]}</span> ${verdict}</span>`;
        return place === null ? mark : html`<a href="${place}" aria-label="${verdict}: ${name} ${shape}">${mark}</a>`;
      }),
    ]),
  });
}

function caseOf(result: CaseResult, id: string, pencil: Pencil): Html {
  const { key, verdict, diagnosis, findings, replay, fanIn, fanOut, picture } = result;
  const failed = say.strongest(findings, "fail");
  const why =
    verdict === "undetermined" ? say.reasonText(result) : diagnosis === null ? "" : say.diagnosisText(diagnosis);
  return html`<article class="case ${verdict}" id="${id}" aria-labelledby="${id}-title">
<h4 id="${id}-title">${say.nameText(key)} ${key.shape} ${key.layout} ${verdictBadge(verdict)}</h4>
<p class="quiet">${key.subject} ${key.subjectVersion}, ${key.dtype}, seed ${key.seed}${fansText(fanIn, fanOut)}</p>
${why !== "" && html`<p><strong>${why}</strong></p>`}
${picture !== undefined && html`<div class="pictures">${distributionOf(picture, key.initializer, `${id}-distribution`, pencil)}${quantilesOf(picture, key.initializer, `${id}-quantiles`, pencil)}</div>`}
${failed.length > 0 && html`<details><summary>${say.countText(failed.length, "check")} failed</summary>${findingsOf(failed)}</details>`}
<p>To run exactly this case again:</p>
${commandOf(replay)}
</article>
`;
}

/** A case that was not drawn has no fans. */
const fansText = (fanIn: number, fanOut: number): string =>
  Number.isFinite(fanIn + fanOut) ? `, fan_in ${fanIn}, fan_out ${fanOut}` : "";

const findingsOf = (findings: readonly Finding[]): Html =>
  tableOf({
    caption: "Failed checks, the strongest first",
    columns: [
      { title: "check" },
      { title: "expected" },
      { title: "observed" },
      { title: "p", numeric: true },
      { title: "entries", numeric: true },
      { title: "would have seen" },
    ],
    rows: findings.map(({ check, expected, observed, pValue, n, detects }) => [
      check,
      say.number(expected),
      say.number(observed),
      probabilityText(pValue),
      n,
      detects,
    ]),
  });

/** Densities from quantiles at evenly spaced probabilities: between two of them lies the same share of the entries. */
function densityOf(probabilities: readonly number[], quantiles: readonly number[]): { x: number; y: number }[] {
  const steps = 2;
  return quantiles.flatMap((low, at) => {
    const high = quantiles[at + steps];
    if (at % steps !== 0 || high === undefined || !(high > low)) return [];
    const y = (probabilities[at + steps]! - probabilities[at]!) / (high - low);
    return [
      { x: low, y },
      { x: high, y },
    ];
  });
}

function distributionOf(picture: Picture, name: string, id: string, { Plot, draw }: Pencil): Html {
  const { probabilities, observed, documented, diagnosed } = picture;
  const curves = [
    { name: "drawn", points: densityOf(probabilities, observed), colour: "var(--fail)" },
    { name: "documented", points: densityOf(probabilities, documented), colour: "var(--accent)" },
    ...(diagnosed === null
      ? []
      : [{ name: "diagnosed", points: densityOf(probabilities, diagnosed), colour: "var(--second)" }]),
  ];
  const caption: Caption = {
    id,
    title: `Distribution of ${name}`,
    description: "Density of the entries drawn, of the documented law and of the diagnosed one.",
  };
  const svg = draw(caption, {
    ...PICTURE_SIZE,
    x: { label: "entry" },
    y: { label: "density", zero: true },
    marks: [
      Plot.ruleY([0], { stroke: "var(--line)" }),
      ...curves.map(({ points, colour, name: law }) =>
        Plot.lineY(points, {
          x: "x",
          y: "y",
          stroke: colour,
          strokeWidth: law === "drawn" ? 1.2 : 2,
          ...(law === "diagnosed" ? { strokeDasharray: "5 4" } : {}),
        }),
      ),
    ],
  });
  return figureOf({
    picture: html`${legendOf(curves)}${svg}`,
    explanation:
      "Where the curve of the entries drawn leaves that of the documented law, there are too many or too few entries. Between two steps lies the same share of the entries.",
    data: quantileData(picture),
  });
}

function quantilesOf(picture: Picture, name: string, id: string, { Plot, draw }: Pencil): Html {
  const { observed, documented, diagnosed } = picture;
  const points = documented.map((expected, at) => ({ expected, observed: observed[at]!, diagnosed: diagnosed?.[at] }));
  const ends = [documented[0]!, documented.at(-1)!];
  const caption: Caption = {
    id,
    title: `Quantiles of ${name}`,
    description: "Quantiles of the entries drawn against those of the documented law.",
  };
  const svg = draw(caption, {
    ...PICTURE_SIZE,
    x: { label: "quantile of the documented law" },
    y: { label: "quantile of the entries drawn" },
    marks: [
      Plot.line(
        ends.map((x) => ({ x })),
        { x: "x", y: "x", stroke: "var(--accent)", strokeWidth: 2 },
      ),
      ...(diagnosed === null
        ? []
        : [
            Plot.line(points, {
              x: "expected",
              y: "diagnosed",
              stroke: "var(--second)",
              strokeDasharray: "5 4",
              strokeWidth: 2,
            }),
          ]),
      Plot.dot(points, { x: "expected", y: "observed", r: 1.8, fill: "var(--fail)" }),
    ],
  });
  return figureOf({
    picture: html`${legendOf([{ name: "drawn", colour: "var(--fail)" }, { name: "as documented", colour: "var(--accent)" }, ...(diagnosed === null ? [] : [{ name: "as diagnosed", colour: "var(--second)" }])])}${svg}`,
    explanation:
      "On the line the entries follow the documented law. A steeper or flatter line is a wrong scale, a bend at the ends is a wrong tail, a line beside it is a wrong mean.",
    data: quantileData(picture),
  });
}

const quantileData = ({ probabilities, observed, documented, diagnosed }: Picture): Parameters<typeof tableOf>[0] => ({
  caption: "Quantiles",
  columns: [
    { title: "probability", numeric: true },
    { title: "drawn", numeric: true },
    { title: "documented", numeric: true },
    { title: "diagnosed", numeric: true },
  ],
  rows: probabilities.map((p, at) => [
    digits(p),
    digits(observed[at]),
    digits(documented[at]),
    digits(diagnosed?.[at]),
  ]),
});

/** Smaller p-values are drawn at this one. */
const SMALLEST = 1e-20;
const MOST_POINTS = 400;

function pValuesOf(results: readonly CaseResult[], id: string, { Plot, draw }: Pencil): Html {
  const sorted = results
    .flatMap(({ findings }) => findings)
    .filter((finding): finding is Finding & { pValue: number } => finding.pValue !== null && finding.alpha > 0)
    .sort((a, b) => a.pValue - b.pValue);
  if (sorted.length === 0) return html`<p>No check of this run has a p-value: all questions were exact.</p>`;
  const points = thinned(sorted).map(({ item, rank }) => ({
    check: item.check,
    expected: (rank + 0.5) / sorted.length,
    observed: Math.max(SMALLEST, item.pValue),
    pValue: item.pValue,
    verdict: item.verdict,
  }));
  const caption: Caption = {
    id: `${id}-p-values`,
    title: "p-values of the run",
    description: "Sorted p-values against those expected if all initializers are right, on logarithmic axes.",
  };
  const lowest = Math.min(...points.map(({ expected, observed }) => Math.min(expected, observed)));
  const svg = draw(caption, {
    ...PICTURE_SIZE,
    x: powersOfTen("expected p-value", 0.5 / sorted.length),
    y: powersOfTen("observed p-value", lowest / 2),
    marks: [
      Plot.line([{ x: 0.5 / sorted.length }, { x: 1 }], { x: "x", y: "x", stroke: "var(--accent)", strokeWidth: 1.5 }),
      Plot.dot(points, {
        x: "expected",
        y: "observed",
        r: 2,
        fill: (point: { verdict: string }) => `var(--${point.verdict})`,
      }),
    ],
  });
  return figureOf({
    picture: svg,
    explanation:
      "Each point is the answer of one check on one case. If all initializers are right, points lie near the line or above it: checks whose law is discrete or bounded have p-values that are too large rather than too small. A point far below it is a finding; a check fails only after it was confirmed on fresh entries. Points are thinned where they are dense; what is below 1e-20 is drawn there.",
    data: {
      caption: "p-values, the smallest first",
      columns: [
        { title: "check" },
        { title: "expected", numeric: true },
        { title: "observed", numeric: true },
        { title: "verdict" },
      ],
      rows: points.map(({ check, expected, pValue, verdict }) => [
        check,
        digits(expected),
        probabilityText(pValue),
        verdict,
      ]),
    },
  });
}

const MOST_TICKS = 6;

/** A logarithmic axis up to 1 with a mark at each power of ten, or at every few of them. */
function powersOfTen(label: string, lowest: number) {
  const decades = Math.floor(-Math.log10(lowest));
  const step = Math.ceil((decades + 1) / MOST_TICKS);
  const exponents = Array.from({ length: Math.floor(decades / step) + 1 }, (_, k) => k * step);
  return {
    ...{ type: "log" as const, label, domain: [lowest, 1] },
    ticks: exponents.map((exponent) => Number(`1e-${exponent}`)),
    tickFormat: (value: number): string => (value === 1 ? "1" : `1e${Math.round(Math.log10(value))}`),
  };
}

/** All of the smallest, and of the others as many as a picture can show. */
function thinned<T>(sorted: readonly T[]): { readonly item: T; readonly rank: number }[] {
  const all = sorted.map((item, rank) => ({ item, rank }));
  if (all.length <= MOST_POINTS) return all;
  const ratio = Math.exp(Math.log(all.length) / (MOST_POINTS / 2));
  let next = 0;
  return all.filter(({ rank }) => {
    if (rank < next) return false;
    next = Math.max(rank + 1, rank * ratio);
    return true;
  });
}

/** A row a check, with the deviation that it detects at its fewest and at its most entries. */
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
