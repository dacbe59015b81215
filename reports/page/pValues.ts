/** The p-values of a run against those expected if all initializers are right. */
import type { CaseResult, Finding } from "../../harness/record/index.js";
import type { Caption, Pencil } from "./chart.js";
import { type Html, html } from "./html.js";
import { digits, figureOf, PICTURE_SIZE, probabilityText } from "./parts.js";

/** Smaller p-values are drawn at this one. */
const SMALLEST = 1e-20;
const MOST_POINTS = 400;

export function pValuesOf(results: readonly CaseResult[], id: string, { Plot, draw }: Pencil): Html {
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
