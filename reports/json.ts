/** `--reporter json`: results.json, which every run leaves anyway. */
import type { Reporter } from "./reporter.js";

export const json: Reporter = { name: "json", files: () => ({}) };
