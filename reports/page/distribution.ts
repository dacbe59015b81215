/** The pictures of a failing case: entries drawn beside the documented law and the diagnosed one, as densities and as quantiles. */
import type { Picture } from "../../harness/record/index.js";
import type { Caption, Pencil } from "./chart.js";
import { type Html, html } from "./html.js";
import { digits, figureOf, legendOf, PICTURE_SIZE, type tableOf } from "./parts.js";

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

export function distributionOf(picture: Picture, name: string, id: string, { Plot, draw }: Pencil): Html {
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

export function quantilesOf(picture: Picture, name: string, id: string, { Plot, draw }: Pencil): Html {
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
