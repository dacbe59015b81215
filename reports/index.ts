/** What makes files and texts of records. */
export { type Cell, csv } from "./csv.js";
export { type PublishOptions, publish, reportersNamed } from "./publish.js";
export type { Reporter } from "./reporter.js";
export { reporters } from "./reporters.js";
export { renderText } from "./text.js";
