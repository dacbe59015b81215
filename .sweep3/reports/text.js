import { coloursIf, MARK, paint } from "./ink.js";
import { groupBy, matrices } from "./matrix.js";
import { plainTexts } from "./plain.js";
import { table } from "./table.js";
import { blockText, PAGE, padEnd, widest, wrap } from "./typeset.js";
import * as say from "./wording.js";
/** The summary, in at most 100 columns but for replay lines, which are to be pasted. */
export function renderText(record, { colour, quiet = false }) {
    const colours = coloursIf(colour);
    const clean = plainTexts(record);
    const troubles = [...failures(clean.results, colours), doubts(clean.results, colours)];
    if (quiet)
        return troubles.every((lines) => lines.length === 0) ? "" : blockText(troubles);
    return blockText([
        heading(clean, colours),
        ...matrices(clean.results).flatMap((matrix, _, all) => table(matrix, all.length > 1, colours)),
        ...troubles,
        notes(clean, colours),
        closing(clean, colours),
    ]);
}
function heading(record, { bold, dim }) {
    const { version, seed, alpha, tests, results } = record;
    const facts = [`seed ${seed}`, `alpha ${alpha}`, say.countText(results.length, "case"), say.countText(tests, "test")];
    return [bold(`initgate ${version}  ${say.subjectsText(record)}`.trim()), dim(facts.join(", "))];
}
/** Failures with one cause are one block: the strongest case in full, the others by name. */
function failures(results, colours) {
    const failed = results.filter(({ verdict }) => verdict === "fail");
    const causes = groupBy(failed, ({ key, diagnosis, findings }) => {
        const cause = diagnosis?.mistake ?? findings.map(({ check, verdict }) => `${check} ${verdict}`).join(" ");
        return [key.subject, key.subjectVersion, key.dtype, say.nameText(key), cause].join("\n");
    });
    return [...causes.values()].map((cases) => {
        const strength = (one) => say.strongest(one.findings, "fail")[0]?.pValue ?? 2;
        const [first, ...others] = [...cases].sort((a, b) => strength(a) - strength(b));
        return failure(first, others, colours);
    });
}
const place = (key) => `${say.nameText(key)}  ${key.shape} ${key.layout}`.trim();
const LABEL = 13;
const SHOWN = 4;
function failure(one, others, colours) {
    const { key, fanIn, fanOut, diagnosis } = one;
    const fans = `${key.dtype}, seed ${key.seed}, fan_in ${fanIn}, fan_out ${fanOut}`;
    const unjudged = say.strongest(one.findings, "undetermined").map(({ check }) => check);
    return [
        `${paint("fail", `${MARK.fail} ${place(key)}`, colours)}  ${colours.dim(fans)}`,
        ...labelled("diagnosis", diagnosis === null ? [] : wrap(say.diagnosisText(diagnosis), PAGE - LABEL), colours),
        ...labelled("checks", checks(say.strongest(one.findings, "fail"), colours), colours),
        ...labelled("unjudged", wrap(unjudged.join(", "), PAGE - LABEL), colours),
        ...labelled("also", others.length === 0 ? [] : wrap(alsoText(others), PAGE - LABEL), colours),
        ...labelled("replay", [one.replay], colours, colours.cyan),
    ];
}
function checks(failed, { bold, dim }) {
    const shown = failed.slice(0, SHOWN);
    const stub = widest(shown.map(({ check }) => check)) + 2;
    const width = PAGE - LABEL - stub;
    const lines = shown.flatMap((finding) => {
        const facts = wrap(say.findingText(finding), width);
        const sight = wrap(say.sightText(finding), width).map(dim);
        return [...facts, ...sight].map((line, at) => bold(padEnd(at === 0 ? finding.check : "", stub)) + line);
    });
    const hidden = failed.length - shown.length;
    return hidden === 0 ? lines : [...lines, dim(`and ${hidden} more (statistics.csv)`)];
}
function alsoText(others) {
    return `${others.map(({ key }) => `${key.shape} ${key.layout}`).join(", ")} (replays in verdicts.csv)`;
}
/** Lines behind a label; no lines, no label. */
function labelled(label, lines, { dim }, ink = (line) => line) {
    if (lines.every((line) => line === ""))
        return [];
    return lines.map((line, at) => dim(padEnd(at === 0 ? `  ${label}` : "", LABEL)) + ink(line));
}
/** Cases with one reason are one entry. */
function doubts(results, colours) {
    const doubtful = results.filter(({ verdict }) => verdict === "undetermined");
    return [...groupBy(doubtful, say.reasonText)].flatMap(([reason, cases]) => {
        const { key, replay } = cases[0];
        const more = cases.length === 1 ? "" : colours.dim(`  and ${cases.length - 1} more (verdicts.csv)`);
        return [
            paint("undetermined", `${MARK.undetermined} ${place(key)}`, colours) + more,
            ...labelled("reason", wrap(reason, PAGE - LABEL), colours),
            ...labelled("replay", [replay], colours, colours.cyan),
        ];
    });
}
function notes(record, colours) {
    return say.blindSpots(record).flatMap((note, at) => {
        const lines = wrap(note, PAGE - LABEL);
        return lines.map((line, part) => colours.dim(padEnd(at + part === 0 ? "notes" : "", LABEL - 2) + line));
    });
}
function closing(record, colours) {
    const { pass, fail, undetermined } = say.tallyOf(record.results);
    const worst = fail > 0 ? "fail" : undetermined > 0 || pass === 0 ? "undetermined" : "pass";
    return [`${paint(worst, say.tallyText(record.results), colours)}; ${say.falseAlarmText(record)}`];
}
