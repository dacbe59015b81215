/** The catalogue of writers. */
import { json } from "./json.js";
import { junit } from "./junit.js";
import { markdown } from "./markdown.js";
import { statistics } from "./statistics.js";
import { text } from "./text.js";
import { verdicts } from "./verdicts.js";
import type { Writer } from "./writer.js";

export const writers = [statistics, verdicts, json, junit, markdown, text] as const satisfies readonly Writer[];

export { writeWhole } from "./atomic.js";
export { type Cell, csv } from "./csv.js";
export { renderText } from "./text.js";
export type { Writer } from "./writer.js";
export { json, junit, markdown, statistics, text, verdicts };
