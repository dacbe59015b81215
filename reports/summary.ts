/** What a person reads in a terminal, of every kind of record. */
import { type EveryKind, type Outcome, ofKind } from "../harness/record/index.js";
import { auditText } from "./audit.js";
import { baselineText } from "./baseline.js";
import { benchmarkText } from "./benchmark.js";
import { propagationText } from "./propagationText.js";
import { recommendText } from "./recommendation.js";
import { renderText } from "./text.js";
import type { TextOptions } from "./textOptions.js";

const TEXTS: EveryKind<[TextOptions], string> = {
  check: renderText,
  audit: auditText,
  propagate: propagationText,
  recommend: (record, options) => (options.quiet ? "" : recommendText(record, options)),
  bench: benchmarkText,
  baseline: baselineText,
};

export const summaryText = (outcome: Outcome, options: TextOptions): string => ofKind(TEXTS, outcome, options);
