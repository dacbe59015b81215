/** A run of `propagate` on the page: verdicts as a matrix, then one figure for each curve, measured beside predicted. */
import type { Direction, PropagationCurve, PropagationRecord, PropagationRow } from "../../harness/record/index.js";
import { worst } from "../../harness/record/index.js";
import { groupBy } from "../matrix.js";
import { architectureText, countText, levelText } from "../wording.js";
import type { Pencil } from "./chart.js";
import { coordinatesOf } from "./coordinates.js";
import { type Section, VERDICT_MARK } from "./document.js";
import { type Content, type Html, html } from "./html.js";
import { digits, figureOf, legendOf, type TableOptions, tableOf } from "./parts.js";

export function propagationSection(record: PropagationRecord, id: string, pencil: Pencil): Section {
  const { curves, alpha, seed } = record;
  const count = (verdict: PropagationCurve["inside"]): number =>
    curves.filter(({ inside }) => inside === verdict).length;
  return {
    id,
    title: `propagate: ${[...new Set(curves.map(({ key }) => `${key.subject} ${key.subjectVersion}`.trim()))].join(", ")}`,
    verdict: worst(curves.map(({ inside }) => inside)),
    tally: `${count("pass")} inside their bands, ${count("fail")} outside, ${count("undetermined")} undetermined; seed ${seed}`,
    body: html`<p>If the networks follow their contracts, any of these curves leaves its band with probability at most ${levelText(alpha)}.</p>
<h3>How signals fare</h3>
${[...groupBy(curves, sizeOf)].map(([size, group]) => verdictsOf(size, group, curves, id))}
<h3>Variance versus depth</h3>
${curves.map((curve, at) => curveOf(curve, `${id}-curve-${at}`, pencil))}${record.coordinates !== undefined && coordinatesOf(record, id, pencil)}`,
  };
}

const sizeOf = ({ key }: PropagationCurve): string =>
  `${architectureText(key)}width ${key.width}, depth ${key.depth}, ${countText(key.nets, "network")}${key.sigmaB === 0 ? "" : `, biases of sd ${key.sigmaB}`}`;

export function curveName({ key }: PropagationCurve): string {
  const { initializer, contract } = key;
  return contract === "" || contract === initializer || contract.endsWith(`:${initializer}`)
    ? contract || initializer
    : `${initializer} as ${contract}`;
}

function verdictsOf(
  size: string,
  group: readonly PropagationCurve[],
  all: readonly PropagationCurve[],
  id: string,
): Html {
  const activations = [...new Set(group.map(({ key }) => key.activation))];
  return tableOf({
    caption: size,
    matrix: true,
    columns: [{ title: "initializer" }, ...activations.map((title) => ({ title }))],
    rows: [...groupBy(group, curveName)].map(([name, row]): Content[] => [
      name,
      ...activations.map(
        (activation): Content =>
          row
            .filter(({ key }) => key.activation === activation)
            .map(
              (curve) =>
                html`<a href="#${id}-curve-${all.indexOf(curve)}">${curve.verdict}</a> <span class="${curve.inside}" title="${curve.inside}">${VERDICT_MARK[curve.inside]}</span> `,
            ),
      ),
    ]),
  });
}

function curveOf(curve: PropagationCurve, id: string, pencil: Pencil): Html {
  const { key, inside, verdict, reason, warnings, basis, scale } = curve;
  return html`<article class="case ${inside}" id="${id}" aria-labelledby="${id}-name">
<h4 id="${id}-name">${curveName(curve)}, ${key.activation}, ${sizeOf(curve)} <span class="badge ${inside}">${VERDICT_MARK[inside]} ${FOLLOWS[inside]}</span></h4>
<p><strong>${verdict}</strong>: ${reason}</p>
${scale !== null && html`<p class="quiet">The apparent error of Var(w) is ${percent(scale.error)}; an error of ${percent(scale.detects)} is found nine times in ten. The prediction is from ${basis}.</p>`}
${warnings.map((warning) => html`<p class="quiet">${warning}</p>`)}
<div class="pictures">
${directionsOf(curve).map((direction) =>
  figureOf({
    picture: html`${legendOf(curveLegend(curve))}${curvePicture(curve, [direction], `${id}-${direction}`, pencil)}`,
    explanation: EXPLANATIONS[direction],
    data: layersOf(curve, direction),
  }),
)}
</div>
</article>
`;
}

const FOLLOWS = { pass: "as predicted", fail: "not as predicted", undetermined: "undetermined" } as const;

/** The logarithm of the mean square: of pre-activations, of gradients. */
const SYMBOLS = { forward: "ln q", backward: "ln g" } as const;

const EXPLANATIONS: Readonly<Record<Direction, string>> = {
  forward:
    "The mean square q of the pre-activations, layer by layer: points are the mean of ln q over the networks, the line is what theory predicts for that mean at this width, the shaded band is where it must lie. A straight slope is exponential growth or decay; a level line keeps the signal. The axis on the right reads the same as a factor.",
  backward:
    "The mean square g of the gradients, relative to the top layer, which is on the right: read it from right to left. Points are the mean of ln g over the networks, the line is what theory predicts at this width, the shaded band is where the mean must lie.",
};

const layersOf = (curve: PropagationCurve, direction: Direction): TableOptions => ({
  caption: `Layers, ${direction}`,
  columns: ["layer", SYMBOLS[direction], "sd", "predicted", "low", "high", "z"].map((title) => ({
    title,
    numeric: true,
  })),
  rows: curve.rows
    .filter((row) => row.direction === direction)
    .map((row) => [
      row.layer,
      ...[row.logQ, row.logQSd, row.predictedLogQ, row.bandLow, row.bandHigh, row.z].map(digits),
    ]),
});

/** What the colours of a curve's picture mean. */
export function curveLegend({ rows, key }: PropagationCurve): { readonly name: string; readonly colour: string }[] {
  const entries = [
    { name: `mean of ${countText(key.nets, "network")}`, colour: "var(--ink)" },
    { name: "predicted at this width, with its band", colour: "var(--accent)" },
  ];
  if (rows.some(({ meanFieldLogQ }) => Number.isFinite(meanFieldLogQ ?? Number.NaN)))
    entries.push({ name: "at infinite width", colour: "var(--second)" });
  if (rows.some(({ inside }) => inside === false)) entries.push({ name: "outside the band", colour: "var(--fail)" });
  return entries;
}

const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
const DIRECTIONS = ["forward", "backward"] as const satisfies readonly Direction[];

/** The directions of the rows of a curve. */
export function directionsOf({ rows }: PropagationCurve): readonly Direction[] {
  const measured = DIRECTIONS.filter((direction) =>
    rows.some((row) => row.direction === direction && row.logQ !== null),
  );
  return measured.length === 0 ? ["forward"] : measured;
}

type Value = (row: PropagationRow) => number | null | undefined;
const numbersOf = (rows: readonly PropagationRow[], value: Value): PropagationRow[] =>
  rows.filter((row) => Number.isFinite(value(row) ?? Number.NaN));

/** The picture of a curve, one panel for each direction; also what `propagation.svg` holds. */
export function curvePicture(
  curve: PropagationCurve,
  directions: readonly Direction[],
  id: string,
  { Plot, draw }: Pencil,
): Html {
  const rows = curve.rows.filter(({ direction }) => directions.includes(direction));
  const facet = { fx: (row: PropagationRow) => WORDS[row.direction] };
  const lost = directions.includes("forward") ? curve.float32LostAtLayer : null;
  const lines: {
    readonly value: "meanFieldLogQ" | "predictedLogQ";
    readonly stroke: string;
    readonly strokeDasharray?: string;
  }[] = [
    { value: "meanFieldLogQ", stroke: "var(--second)", strokeDasharray: "5 4" },
    { value: "predictedLogQ", stroke: "var(--accent)" },
  ];
  return draw(
    {
      id: `${id}-picture`,
      title: `${curveName(curve)} with ${curve.key.activation}: variance versus depth, ${directions.join(" and ")}`,
      description: `Mean of ${directions.map((direction) => SYMBOLS[direction]).join(" and ")} over ${countText(curve.key.nets, "network")} against the layer, with its prediction and band. ${curve.verdict}.`,
    },
    {
      width: 70 + 410 * directions.length,
      height: 300,
      ...{ marginLeft: 45, marginRight: 55, marginBottom: 38, marginTop: 36 },
      fx: {
        label: null,
        domain: directions.map((direction) => WORDS[direction]),
        padding: directions.length === 1 ? 0 : 0.18,
      },
      x: { label: "layer", inset: 6 },
      y: { label: null, nice: true, inset: 4 },
      marks: [
        Plot.axisFx({ anchor: "top", label: null, fontSize: 12 }),
        Plot.axisY({ anchor: "left", label: directions.map((direction) => SYMBOLS[direction]).join(", "), ticks: 6 }),
        Plot.axisY(factorTicks(rows), { anchor: "right", label: "factor", tickFormat: factorText }),
        Plot.gridY({ stroke: "var(--line)", strokeOpacity: 1, ticks: 6 }),
        Plot.areaY(
          numbersOf(rows, ({ bandLow, bandHigh }) => (bandLow === null ? null : bandHigh)),
          {
            ...facet,
            ...{ x: "layer", y1: "bandLow", y2: "bandHigh", fill: "var(--band)" },
          },
        ),
        Plot.line(singlesOf(rows), {
          fx: ({ direction }: SinglePoint) => WORDS[direction],
          ...{ x: "layer", y: "logQ", z: "network", stroke: "var(--quiet)", strokeOpacity: 0.35, strokeWidth: 0.8 },
        }),
        ...lines.map(({ value, ...look }) =>
          Plot.lineY(
            numbersOf(rows, (row) => row[value]),
            { ...facet, x: "layer", y: value, strokeWidth: 2, ...look },
          ),
        ),
        Plot.dot(
          numbersOf(rows, ({ logQ }) => logQ),
          {
            ...facet,
            ...{ x: "layer", y: "logQ", r: curve.key.depth > 100 ? 1.2 : 2 },
            fill: ({ inside }: PropagationRow) => (inside === false ? "var(--fail)" : "var(--ink)"),
          },
        ),
        ...(lost === null
          ? []
          : [Plot.ruleX([lost], { fx: () => WORDS.forward, stroke: "var(--fail)", strokeDasharray: "2 3" })]),
        ...(lost === null
          ? []
          : [
              Plot.text([lost], {
                fx: () => WORDS.forward,
                ...{
                  x: (layer: number) => layer,
                  frameAnchor: "bottom",
                  dy: -6,
                  dx: -4,
                  textAnchor: "end",
                  fill: "var(--fail)",
                },
                text: () => "float32 ends",
              }),
            ]),
      ],
    },
  );
}

/** Places of ln q that are round as factors: powers of ten, or 1, 2 and 5 times them where the range is short. */
function factorTicks(rows: readonly PropagationRow[]): number[] {
  const values = rows
    .flatMap(({ logQ, predictedLogQ, bandLow, bandHigh }) => [logQ, predictedLogQ, bandLow, bandHigh])
    .filter((value) => value !== null && Number.isFinite(value)) as number[];
  if (values.length === 0) return [];
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const decades = (high - low) / Math.LN10;
  const step = Math.max(1, Math.ceil(decades / 6));
  const first = Math.floor(low / Math.LN10 / step) * step;
  const powers = Array.from({ length: Math.ceil(decades / step) + 2 }, (_, at) => first + at * step);
  const within = (value: number): boolean => value >= low && value <= high;
  const places = powers.map((power) => power * Math.LN10);
  const shown = decades >= 2.5 ? places : places.flatMap((place) => [place, place + Math.log(2), place + Math.log(5)]);
  return shown.filter(within);
}

const factorText = (lnFactor: number): string => {
  const factor = Math.exp(lnFactor);
  const exponent = lnFactor / Math.LN10;
  return Math.abs(exponent) < 3.5 ? String(Number(factor.toPrecision(1))) : `1e${Math.round(exponent)}`;
};

const WORDS: Readonly<Record<Direction, string>> = {
  forward: "forward: pre-activations",
  backward: "backward: gradients",
};

interface SinglePoint {
  readonly direction: Direction;
  readonly layer: number;
  readonly logQ: number;
  readonly network: number;
}

/** Curves of single networks, where the record has some. */
const singlesOf = (rows: readonly PropagationRow[]): SinglePoint[] =>
  rows.flatMap(({ direction, layer, singleLogQ }) =>
    singleLogQ.flatMap((logQ, network) => (logQ === null ? [] : [{ direction, layer, logQ, network }])),
  );
