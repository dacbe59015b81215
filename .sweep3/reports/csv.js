/** The one place that writes CSV: RFC 4180 with LF, `.` decimals, shortest round-trip numbers, no NaN or Infinity. */
import { stringify } from "csv-stringify/sync";
import { plain } from "./plain.js";
/** A table as text; every row must have the header's width. */
export function csv(header, rows) {
    const ragged = rows.findIndex((row) => row.length !== header.length);
    if (ragged >= 0) {
        throw new Error(`csv: row ${ragged} must have ${header.length} cells, got ${rows[ragged].length}`);
    }
    return stringify([header, ...rows.map((row) => row.map(printed))]);
}
function printed(cell) {
    if (typeof cell === "number")
        return Number.isFinite(cell) ? String(cell) : "";
    return cell === null ? "" : inert(plain(cell));
}
const NOT_FINITE = /^[+-]?(nan|inf(inity)?)$/i;
const FORMULA = /^[=+\-@]/;
/** A spreadsheet computes a text that begins like a formula: an apostrophe keeps it text. Numbers stay numbers. */
function inert(text) {
    if (NOT_FINITE.test(text))
        return "";
    return FORMULA.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
}
