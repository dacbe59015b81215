/** The reporters that --reporter may name. */
import { csvReporter } from "./csvReporter.js";
import { ctrf } from "./ctrf.js";
import { github } from "./github.js";
import { htmlReporter } from "./htmlReporter.js";
import { json } from "./json.js";
import { junit } from "./junit.js";
import { markdown } from "./markdown.js";
export const reporters = [csvReporter, json, junit, markdown, htmlReporter, ctrf, github];
