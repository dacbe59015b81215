import { digestOf } from "./digest.js";
import { RESULTS, SCHEMA } from "./names.js";
import { earlierFiles } from "./readRun.js";
import { writeWhole } from "./writeWhole.js";
/** Legal in JSON, but obeyed by a terminal: escaped like the control characters that JSON itself escapes. */
const OBEYED = /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu;
/** The text of results.json: one line, lossless but for numbers that do not exist, which are null. */
export function resultsText({ kind, version, partial, record }, files) {
    const digests = Object.fromEntries(Object.entries(files).map(([name, content]) => [name, digestOf(content)]));
    const text = JSON.stringify({ schema: SCHEMA, kind, version, partial, files: digests, ...record });
    return `${text.replace(OBEYED, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}
/**
 * Writes a run's files as one: results.json comes last, so that a directory whose writing was cut short is refused by
 * every reader. What an earlier run left there, as its results.json names it, goes.
 *
 * @throws Error "report: DIR must be writable, got CODE"
 */
export function writeRun(directory, files, results) {
    writeWhole(directory, { ...files, [RESULTS]: results }, { obsolete: earlierFiles(directory) });
}
