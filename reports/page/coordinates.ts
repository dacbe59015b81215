/** Coordinate checks on the page: widths on the x axis, one line for each layer. */
import type {
  CoordinateCheck,
  CurveKey,
  Direction,
  PropagationCurve,
  PropagationRecord,
} from "../../harness/record/index.js";
import { architectureText, countText } from "../wording.js";
import type { Pencil } from "./chart.js";
import { type Html, html } from "./html.js";
import { digits, figureOf, legendOf, PICTURE_SIZE, type TableOptions, tableOf } from "./parts.js";

/** Empty where no check was asked for. */
export const coordinatesOf = ({ coordinates = [], curves }: PropagationRecord, id: string, pencil: Pencil): Html =>
  html`${coordinates.length > 0 && html`<h3>From width to width</h3>`}
${coordinates.map((check, at) => checkOf(check, curvesOf(check, curves), `${id}-widths-${at}`, pencil))}`;

const familyOf = (key: CurveKey): string => JSON.stringify({ ...key, width: "" });
const curvesOf = ({ key }: CoordinateCheck, curves: readonly PropagationCurve[]): PropagationCurve[] =>
  curves.filter((curve) => familyOf(curve.key) === familyOf(key));

const DIRECTIONS = ["forward", "backward"] as const satisfies readonly Direction[];
const NAMES = {
  forward: { name: "pre-activations", axis: "ln q" },
  backward: { name: "gradients", axis: "ln g" },
} as const satisfies Readonly<Record<Direction, object>>;

function checkOf(check: CoordinateCheck, curves: readonly PropagationCurve[], id: string, pencil: Pencil): Html {
  const { key, verdict, reason } = check;
  const network = `${architectureText(key)}depth ${key.depth}`;
  return html`<article class="case" aria-labelledby="${id}-name">
<h4 id="${id}-name">${key.initializer}, ${key.activation}, ${network}, ${countText(key.nets, "network")}</h4>
<p><strong>${verdict}</strong>: ${reason}</p>
${check.judged !== undefined && tableOf(trainingOf(check))}<div class="pictures">
${DIRECTIONS.filter((direction) => isMeasured(curves, direction)).map((direction) =>
  figureOf({
    picture: html`${legendOf(LEGEND)}${pictureOf(check, curves, direction, `${id}-${direction}`, pencil)}`,
    explanation: EXPLANATION,
    data: exponentsOf(check, direction),
  }),
)}
</div>
</article>
`;
}

const isMeasured = (curves: readonly PropagationCurve[], direction: Direction): boolean =>
  curves.some(({ rows }) => rows.some((row) => row.direction === direction && row.logQ !== null));

const LEGEND = [
  { name: "measured, one line for each layer", colour: "var(--ink)" },
  { name: "predicted", colour: "var(--accent)" },
];

const EXPLANATION =
  "The mean of ln q over the networks against their width, on a logarithmic axis, for some layers. A level line does not depend on the width, so that what was tuned on a narrow network speaks of a wide one; a straight slope is a power of the width.";

const exponentsOf = ({ rows }: CoordinateCheck, direction: Direction): TableOptions => ({
  caption: `Exponents of the width, ${direction}`,
  columns: ["layer", "exponent", "error", "predicted", "infinite width"].map((title) => ({ title, numeric: true })),
  rows: rows
    .filter((row) => row.direction === direction)
    .map((row) => [
      row.layer,
      ...[row.exponent, row.exponentError, row.predictedExponent, row.meanFieldExponent].map(digits),
    ]),
});

const trainingOf = ({ rows }: CoordinateCheck): TableOptions => ({
  caption: "Exponents of the width, before and after training",
  columns: [
    ...[{ title: "layer", numeric: true }, { title: "tensor" }, { title: "moment" }],
    ...["exponent", "error", "confidence"].map((title) => ({ title, numeric: true })),
    { title: "word" },
  ],
  rows: rows.map((row) => [
    ...[row.layer, row.tensor ?? "", row.moment ?? ""],
    ...[row.exponent, row.exponentError, row.confidence ?? null].map(digits),
    row.word ?? "",
  ]),
});

/** Layers that are drawn: the first, the last, and as many between as can be told apart. */
const MOST_LINES = 5;

function layersOf(depth: number): readonly number[] {
  const count = Math.min(depth, MOST_LINES);
  const at = (k: number): number => (count === 1 ? 1 : 1 + Math.round((k * (depth - 1)) / (count - 1)));
  return Array.from({ length: count }, (_, k) => at(k));
}

interface WidthPoint {
  readonly width: number;
  readonly layer: number;
  readonly logQ: number | null;
  readonly predictedLogQ: number | null;
}

function pictureOf(
  { key, verdict }: CoordinateCheck,
  curves: readonly PropagationCurve[],
  direction: Direction,
  id: string,
  { Plot, draw }: Pencil,
): Html {
  const layers = layersOf(key.depth);
  const points = curves.flatMap((curve): WidthPoint[] =>
    curve.rows
      .filter((row) => row.direction === direction && layers.includes(row.layer))
      .map(({ layer, logQ, predictedLogQ }) => ({ width: Number(curve.key.width), layer, logQ, predictedLogQ })),
  );
  const known = (value: "logQ" | "predictedLogQ"): WidthPoint[] => points.filter((point) => point[value] !== null);
  const { width: named, isLeft } = namedEnd(known("logQ"));
  const lines = { x: "width", z: "layer", strokeWidth: 1.5 } as const;
  return draw(
    {
      id: `${id}-picture`,
      title: `${key.initializer} with ${key.activation}: ${NAMES[direction].name} versus width`,
      description: `Mean of ln q over ${countText(key.nets, "network")} against the width, for layers ${layers.join(", ")}. ${verdict}.`,
    },
    {
      ...PICTURE_SIZE,
      x: {
        ...{ type: "log", base: 2, label: "width", tickFormat: String },
        ...{ insetLeft: isLeft ? LABEL : 6, insetRight: isLeft ? 6 : LABEL },
      },
      y: { label: NAMES[direction].axis, nice: true, inset: 4 },
      marks: [
        Plot.gridY({ stroke: "var(--line)", strokeOpacity: 1 }),
        Plot.line(known("predictedLogQ"), { ...lines, y: "predictedLogQ", stroke: "var(--accent)" }),
        Plot.line(known("logQ"), { ...lines, y: "logQ", stroke: "var(--ink)", strokeOpacity: 0.6 }),
        Plot.dot(known("logQ"), { x: "width", y: "logQ", r: 2, fill: "var(--ink)" }),
        Plot.text(
          known("logQ").filter(({ width }) => width === named),
          {
            ...{ x: "width", y: "logQ", dx: isLeft ? -8 : 8, textAnchor: isLeft ? "end" : "start" },
            text: ({ layer }: WidthPoint) => `layer ${layer}`,
          },
        ),
      ],
    },
  );
}

/** Pixels for the name of a line. */
const LABEL = 55;

/** The end at which lines are farther apart, where their names can be read. */
function namedEnd(points: readonly WidthPoint[]): { readonly width: number; readonly isLeft: boolean } {
  const widths = points.map(({ width }) => width);
  const [narrowest, widest] = [Math.min(...widths), Math.max(...widths)];
  const spread = (at: number): number => {
    const logs = points.flatMap(({ width, logQ }) => (width === at && logQ !== null ? [logQ] : []));
    return Math.max(...logs) - Math.min(...logs);
  };
  const isLeft = spread(narrowest) > spread(widest);
  return { width: isLeft ? narrowest : widest, isLeft };
}
