import { worst } from "./verdict.js";
/** The function of the outcome's own kind, on its record. */
export function ofKind(functions, { kind, record }, ...rest) {
    // The kind and the record belong together: an Outcome cannot be made otherwise.
    return functions[kind](record, ...rest);
}
const VERDICTS = {
    check: ({ results }) => results.map(({ verdict }) => verdict),
    audit: ({ rows }) => rows.map(({ verdict }) => verdict),
    propagate: ({ curves }) => curves.map(({ inside }) => inside),
    recommend: () => ["pass"],
    bench: ({ comparisons }) => comparisons?.map(({ verdict }) => verdict) ?? ["pass"],
    baseline: ({ rows }) => rows.map(({ verdict }) => verdict),
    run: ({ parts }) => parts.map((part) => ("outcome" in part ? verdictOf(part.outcome) : "undetermined")),
};
/** The key of the record's rows: what is finished one after the other. */
const ROWS = {
    check: "results",
    audit: "rows",
    propagate: "curves",
    recommend: "candidates",
    bench: "rows",
    baseline: "rows",
    run: "parts",
};
/** A record of those rows that are finished. */
export const withRows = (kind, head, rows) => ({
    ...head,
    [ROWS[kind]]: rows,
});
/** What only this kind of record has: how a record without its kind is recognized. */
const MARKS = {
    check: (record) => "results" in record,
    audit: (record) => "rows" in record && "notes" in record,
    propagate: (record) => "curves" in record,
    recommend: (record) => "candidates" in record,
    bench: (record) => "environment" in record,
    baseline: (record) => "rows" in record && "tests" in record,
    run: (record) => "parts" in record,
};
/** The kind of a record that a function of the library answered; undefined for any other value. */
export function kindOf(record) {
    const kinds = Object.keys(MARKS);
    return kinds.find((kind) => MARKS[kind](record));
}
/** Whether a text names a kind of record. */
export const isKind = (name) => typeof name === "string" && Object.hasOwn(VERDICTS, name);
/** The verdict on a whole command: any failure fails, else any doubt is doubt. */
export function verdictOf(outcome) {
    return worst(ofKind(VERDICTS, outcome));
}
/** The outcomes that a plan holds; of any other command its own. */
export const partsOf = (outcome) => outcome.kind === "run"
    ? outcome.record.parts.flatMap((part) => ("outcome" in part ? [part.outcome] : []))
    : [outcome];
