import { coloursIf, MARK, paint } from "./ink.js";
import { groupBy } from "./matrix.js";
import { plain } from "./plain.js";
import { blockText, PAGE, padEnd, widest, wrap } from "./typeset.js";
import { countText, number } from "./wording.js";
export function propagationText(record, { colour, quiet = false }) {
    const colours = coloursIf(colour);
    const troubles = record.curves.filter(({ inside }) => inside !== "pass").map((curve) => trouble(curve, colours));
    if (quiet)
        return troubles.length === 0 ? "" : blockText(troubles);
    return blockText([
        heading(record, colours),
        ...[...groupBy(record.curves, sizeOf)].map(([title, curves]) => [colours.bold(title), ...table(curves, colours)]),
        ...troubles,
        warnings(record.curves, colours),
        closing(record, colours),
    ]);
}
function heading({ version, seed, alpha, curves }, { bold, dim }) {
    const subjects = [...new Set(curves.map(({ key }) => `${key.subject} ${key.subjectVersion}`.trim()))].join(", ");
    const facts = [`seed ${seed}`, `alpha ${alpha}`, countText(curves.length, "curve")];
    return [bold(plain(`initgate ${version}  ${subjects}`)), dim(facts.join(", "))];
}
function sizeOf({ key }) {
    const biases = key.sigmaB === 0 ? "" : `, biases of sd ${key.sigmaB}`;
    return `width ${key.width}, depth ${key.depth}, ${countText(key.nets, "network")}${biases}`;
}
const HEADER = ["", "initializer", "activation", "ln q /layer", "ln g /layer", "e-fold", "float32", "scale", "verdict"];
/** Slopes are measured; "scale" is the relative error of Var(w) and what this run detects of it. */
function table(curves, { dim, ...rest }) {
    const rows = curves.map((curve) => [
        MARK[curve.inside],
        nameOf(curve),
        curve.key.activation,
        slope(curve.slopeForward),
        slope(curve.slopeBackward),
        curve.efoldLayers === null ? "-" : number(Number(curve.efoldLayers.toPrecision(3))),
        curve.float32LostAtLayer === null ? "-" : `lost at ${curve.float32LostAtLayer}`,
        curve.scale === null ? "-" : `${percent(curve.scale.error)} (detects ${percent(curve.scale.detects).slice(1)})`,
        curve.verdict,
    ]);
    const widths = HEADER.map((title, column) => widest([title, ...rows.map((row) => row[column])]));
    const line = (cells) => cells.map((cell, column) => padEnd(cell, widths[column])).join("  ");
    return [
        dim(line(HEADER)),
        ...rows.map((row, at) => curves[at].inside === "pass" ? line(row) : paint(curves[at].inside, line(row), { dim, ...rest })),
    ];
}
function nameOf({ key }) {
    const { initializer, contract } = key;
    if (contract === "" || contract === initializer || contract.endsWith(`:${initializer}`))
        return plain(contract || initializer);
    return plain(`${initializer} as ${contract}`);
}
const slope = (value) => (value === null ? "-" : signed(value.toFixed(4)));
const percent = (error) => `${signed((100 * error).toFixed(2))}%`;
const signed = (text) => (text.startsWith("-") ? text : `+${text}`);
function trouble(curve, colours) {
    const { key, inside, reason } = curve;
    const name = `${MARK[inside]} ${nameOf(curve)}  ${key.activation}  width ${key.width}, depth ${key.depth}`;
    return [paint(inside, name, colours), ...wrap(plain(reason), PAGE - 2).map((line) => `  ${line}`)];
}
/** Curves with one warning by name are one entry. */
function warnings(curves, { dim }) {
    const all = curves.flatMap((curve) => curve.warnings.map((warning) => ({ curve, name: warning.split(":")[0] })));
    return [...groupBy(all, ({ name }) => name)].flatMap(([name, found]) => {
        const where = found.map(({ curve }) => `${nameOf(curve)}/${curve.key.activation}`);
        return wrap(`${name}: ${[...new Set(where)].join(", ")}`, PAGE).map(dim);
    });
}
function closing({ curves, alpha }, colours) {
    const count = (wanted) => curves.filter(({ inside }) => inside === wanted).length;
    const [outside, doubt] = [count("fail"), count("undetermined")];
    const worst = outside > 0 ? "fail" : doubt > 0 || curves.length === 0 ? "undetermined" : "pass";
    const tally = `${count("pass")} inside their bands, ${outside} outside, ${doubt} undetermined`;
    return [`${paint(worst, tally, colours)}; right networks are outside anywhere with probability at most ${alpha}`];
}
