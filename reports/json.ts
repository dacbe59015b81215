/** `--reporter json`: results.json, which every run writes in any case. */
import type { Reporter } from "./reporter.js";

export const json: Reporter = { name: "json", files: () => ({}) };
