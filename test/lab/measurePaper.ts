/** What a thread runs: some networks of one paper. */
export { work } from "./papers/run.js";
