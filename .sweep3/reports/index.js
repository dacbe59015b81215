/** What makes files and texts of records. */
export { csv } from "./csv.js";
export { publish, reportersNamed } from "./publish.js";
export { reporters } from "./reporters.js";
export { renderText } from "./text.js";
