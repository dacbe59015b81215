/** A run of `propagate` in a terminal: the curves, then failures and their reasons, then notes. */
import type {
  CoordinateCheck,
  CurveKey,
  Direction,
  PropagationCurve,
  PropagationRecord,
} from "../harness/record/index.js";
import { type Colours, coloursIf, MARK, paint } from "./ink.js";
import { groupBy } from "./matrix.js";
import { plain } from "./plain.js";
import { sparkline } from "./sparkline.js";
import type { TextOptions } from "./textOptions.js";
import { blockText, pageWidth, tableLines, wrap } from "./typeset.js";
import { architectureText, countText, fourDigits, levelText } from "./wording.js";

export function propagationText(record: PropagationRecord, { colour, columns, quiet = false }: TextOptions): string {
  const colours = coloursIf(colour);
  const page = pageWidth(columns);
  const troubles = record.curves
    .filter(({ inside }) => inside !== "pass")
    .map((curve) => trouble(curve, page, colours));
  const trained = (record.coordinates ?? []).flatMap(({ judged }) => (judged === undefined ? [] : [judged]));
  if (quiet) return troubles.length === 0 ? "" : blockText(troubles);
  return blockText([
    heading(record, colours),
    ...[...groupBy(record.curves, sizeOf)].map(([title, curves]) => [
      colours.bold(title),
      ...curvesText(curves, page, colours),
    ]),
    ...troubles,
    ...coordinatesText(record.coordinates ?? [], page, colours),
    warnings(record.curves, page, colours),
    trained.length > 0 && record.curves.length === 0 ? [] : closing(record, page, colours),
  ]);
}

function heading({ version, seed, alpha, curves }: PropagationRecord, { bold, dim }: Colours): string[] {
  const subjects = [...new Set(curves.map(({ key }) => `${key.subject} ${key.subjectVersion}`.trim()))].join(", ");
  const facts = [`seed ${seed}`, `alpha ${levelText(alpha)}`, countText(curves.length, "curve")];
  return [bold(plain(`initgate ${version}  ${subjects}`)), dim(facts.join(", "))];
}

/** A block of one curve, or of several curves together. */
interface Keyed {
  readonly key: CurveKey;
}

function sizeOf({ key }: Keyed): string {
  const biases = key.sigmaB === 0 ? "" : `, biases of sd ${key.sigmaB}`;
  return `${architectureText(key)}width ${key.width}, depth ${key.depth}, ${countText(key.nets, "network")}${biases}`;
}

/** The facts of a curve, in the order of the table's columns. */
const FACTS: Readonly<Record<string, (curve: PropagationCurve) => string>> = {
  "ln q a layer": (curve) => drawn(curve, "forward", curve.slopeForward),
  "ln g a layer": (curve) => drawn(curve, "backward", curve.slopeBackward),
  "e-fold": ({ efoldLayers }) => (efoldLayers === null ? "" : fourDigits(Number(efoldLayers.toPrecision(3)))),
  float32: ({ float32LostAtLayer }) => (float32LostAtLayer === null ? "" : `lost at ${float32LostAtLayer}`),
  scale: ({ scale }) => (scale === null ? "" : `${percent(scale.error)} (detects ${percent(scale.detects).slice(1)})`),
};

/** The curve with the slope that was measured; "scale" is the relative error of Var(w) and what this run detects of it. */
function drawn({ rows }: PropagationCurve, direction: Direction, measured: number | null): string {
  const values = rows.filter((row) => row.direction === direction).map(({ logQ }) => logQ);
  return measured === null ? "" : `${sparkline(values)} ${slope(measured)}`;
}

/** One line for each curve where the terminal is wide enough for all of them, else a few lines each. */
function curvesText(curves: readonly PropagationCurve[], page: number, colours: Colours): string[] {
  const header = ["", "initializer", "activation", ...Object.keys(FACTS), "verdict"];
  const cells = curves.map((curve) => [
    ...[MARK[curve.inside], nameOf(curve), curve.key.activation],
    ...Object.values(FACTS).map((fact) => fact(curve) || "-"),
    curve.verdict,
  ]);
  const table = tableLines(header, cells, page, [0, 1, 2, header.length - 1]);
  const tinted = ({ inside }: PropagationCurve, text: string): string =>
    inside === "pass" ? text : paint(inside, text, colours);
  const lines = table.rows.flatMap(([first, ...rest], at) => [tinted(curves[at]!, first!), ...rest]);
  return [...table.header.map(colours.dim), ...lines];
}

/** One line for each check, under the widths that it compares. */
function coordinatesText(checks: readonly CoordinateCheck[], page: number, { bold }: Colours): string[][] {
  return [...groupBy(checks, ({ key }) => `coordinate check: ${sizeOf({ key })}`)].map(([title, group]) => [
    ...wrap(title, page).map(bold),
    ...group.flatMap((check) => [
      check.judged === undefined
        ? `${nameOf(check)}  ${check.key.activation}  ${check.verdict}`
        : `${MARK[check.judged]} ${nameOf(check)}  ${check.verdict}`,
      ...wrap(check.reason, page - 4).map((line) => `    ${line}`),
    ]),
  ]);
}

function nameOf({ key }: Keyed): string {
  const { initializer, contract } = key;
  if (contract === "" || contract === initializer || contract.endsWith(`:${initializer}`))
    return plain(contract || initializer);
  return plain(`${initializer} as ${contract}`);
}

const slope = (value: number): string => signed(value.toFixed(4));
const percent = (error: number): string => `${signed((100 * error).toFixed(2))}%`;
const signed = (text: string): string => (text.startsWith("-") ? text : `+${text}`);

function trouble(curve: PropagationCurve, page: number, colours: Colours): string[] {
  const { key, inside, reason } = curve;
  const name = `${MARK[inside]} ${nameOf(curve)}  ${key.activation}  ${architectureText(key)}width ${key.width}, depth ${key.depth}`;
  return [paint(inside, name, colours), ...wrap(plain(reason), page - 2).map((line) => `  ${line}`)];
}

/** Curves with one warning by name are one entry. */
function warnings(curves: readonly PropagationCurve[], page: number, { dim }: Colours): string[] {
  const all = curves.flatMap((curve) => curve.warnings.map((warning) => ({ curve, name: warning.split(":")[0]! })));
  return [...groupBy(all, ({ name }) => name)].flatMap(([name, found]) => {
    const where = found.map(({ curve }) => `${nameOf(curve)}/${curve.key.activation}`);
    return wrap(`${name}: ${[...new Set(where)].join(", ")}`, page).map(dim);
  });
}

function closing({ curves, alpha }: PropagationRecord, page: number, colours: Colours): string[] {
  const count = (wanted: PropagationCurve["inside"]): number => curves.filter(({ inside }) => inside === wanted).length;
  const [outside, doubt] = [count("fail"), count("undetermined")];
  const worst = outside > 0 ? "fail" : doubt > 0 || curves.length === 0 ? "undetermined" : "pass";
  const tally = `${count("pass")} inside their bands, ${outside} outside, ${doubt} undetermined`;
  const promise = `${tally}; right networks are outside anywhere with probability at most ${levelText(alpha)}`;
  const [first, ...rest] = wrap(promise, page);
  return [first!.replace(tally, () => paint(worst, tally, colours)), ...rest];
}
