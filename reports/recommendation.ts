/** A recommendation: recommend.csv, recommend-rules.csv, and the same in a terminal. */
import type { Recommendation, Recommended } from "../harness/record/index.js";
import { type Cell, csv } from "./csv.js";
import { type Colours, coloursIf } from "./ink.js";
import type { TextOptions } from "./textOptions.js";
import { blockText, pageWidth, tableLines, wrap } from "./typeset.js";

const COLUMNS: Readonly<Record<string, (one: Recommended, of: Recommendation) => Cell>> = {
  rank: ({ rank }) => rank,
  initializer: ({ initializer }) => initializer,
  settings: ({ settings }) => settings,
  activation: (_, { activation }) => activation,
  depth: (_, { depth }) => depth,
  width: (_, { width }) => width,
  architecture: (_, { architecture }) => architecture,
  task: (_, { task }) => task,
  verdict: ({ verdict }) => verdict,
  slope_forward: ({ slopeForward }) => slopeForward,
  slope_backward: ({ slopeBackward }) => slopeBackward,
  change_forward: ({ changeForward }) => changeForward,
  change_backward: ({ changeBackward }) => changeBackward,
  sd_forward: ({ sdForward }) => sdForward,
  sd_backward: ({ sdBackward }) => sdBackward,
  float32_lost_at_layer: ({ float32LostAtLayer }) => float32LostAtLayer,
  reason: ({ reason }) => reason,
  checked_width: ({ check }) => check?.width ?? null,
  checked_nets: ({ check }) => check?.nets ?? null,
  simulated_forward: ({ check }) => check?.forward ?? null,
  simulated_forward_error: ({ check }) => check?.forwardError ?? null,
  predicted_forward: ({ check }) => check?.predictedForward ?? null,
  predicted_forward_error: ({ check }) => check?.predictedForwardError ?? null,
  simulated_backward: ({ check }) => check?.backward ?? null,
  simulated_backward_error: ({ check }) => check?.backwardError ?? null,
  predicted_backward: ({ check }) => check?.predictedBackward ?? null,
  predicted_backward_error: ({ check }) => check?.predictedBackwardError ?? null,
};

/** What real networks of a piece of advice did, beside theory. */
export function checkText({ initializer, settings, check }: Recommended): string {
  if (check === undefined) return "";
  const { width, nets } = check;
  const off = (error: number | null): string => (error === null ? "" : ` ± ${error.toFixed(2)}`);
  const side = (name: string, mean: number, error: number, predicted: number | null, doubt: number | null): string =>
    `${name} ${signed(mean, 2)}${off(error)} (predicted ${signed(predicted, 2)}${off(doubt)})`;
  const sides = [
    side("ln q", check.forward, check.forwardError, check.predictedForward, check.predictedForwardError),
    side("ln g", check.backward, check.backwardError, check.predictedBackward, check.predictedBackwardError),
  ];
  return `checked: ${`${initializer} ${settings}`.trim()}, ${nets} networks of width ${width}: ${sides.join(", ")}`;
}

export function recommendCsv(of: Recommendation): string {
  return csv(
    Object.keys(COLUMNS),
    of.candidates.map((one) => Object.values(COLUMNS).map((cell) => cell(one, of))),
  );
}

export function recommendRulesCsv({ rules }: Recommendation): string {
  return csv(
    ["rule", "holds", "evidence"],
    rules.map(({ rule, holds, evidence }) => [rule, holds, evidence]),
  );
}

export function recommendText(of: Recommendation, { colour, columns }: TextOptions): string {
  const colours = coloursIf(colour);
  const page = pageWidth(columns);
  const { version, activation, depth, width, architecture, task } = of;
  const [best] = of.candidates;
  return blockText([
    wrap(`initgate ${version}  ${architecture}, ${activation}, depth ${depth}, width ${width}, ${task}`, page).map(
      colours.bold,
    ),
    table(of.candidates, page, colours),
    best === undefined ? [] : wrap(`best: ${`${best.initializer} ${best.settings}`.trim()}: ${best.reason}`, page),
    of.candidates.flatMap((one) => (one.check === undefined ? [] : wrap(checkText(one), page))),
    of.rules.flatMap(({ rule, holds, evidence }) => [
      ...wrap(`rule of thumb: ${rule}: ${HOLDS[holds]}`, page).map(colours.bold),
      ...wrap(evidence, page - 2).map((line) => `  ${line}`),
    ]),
    of.notes.flatMap((note) => wrap(note, page).map(colours.dim)),
  ]);
}

const HOLDS = { yes: "holds", "in part": "holds in part", no: "does not hold" } as const;
const HEADER = ["", "initializer", "settings", "ln q /layer", "ln g /layer", "ln q, whole", "ln g, whole", "verdict"];

/** Changes over the whole network are given with the standard deviation of single networks of this width. */
function table(candidates: readonly Recommended[], page: number, { dim }: Colours): string[] {
  const rows = candidates.map((one) => [
    String(one.rank),
    one.initializer,
    one.settings,
    signed(one.slopeForward, 4),
    signed(one.slopeBackward, 4),
    spread(one.changeForward, one.sdForward),
    spread(one.changeBackward, one.sdBackward),
    one.verdict,
  ]);
  const lines = tableLines(HEADER, rows, page, [0, 1, 2, HEADER.length - 1]);
  return [...lines.header.map(dim), ...lines.rows.flat()];
}

function spread(change: number | null, sd: number | null): string {
  return sd === null || change === null ? signed(change, 2) : `${signed(change, 2)} ± ${sd.toFixed(2)}`;
}

function signed(value: number | null, digits: number): string {
  if (value === null) return "-";
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text.startsWith("-") ? text : `+${text}`;
}
