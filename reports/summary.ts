/** The terminal summary of every kind of record. */
import { type EveryKind, type Outcome, ofKind, type PlanPart } from "../harness/record/index.js";
import { auditText } from "./audit.js";
import { baselineText } from "./baseline.js";
import { benchmarkText } from "./benchmark.js";
import { casesOf, type ReportCase } from "./cases.js";
import { plain } from "./plain.js";
import { propagationText } from "./propagationText.js";
import { recommendText } from "./recommendation.js";
import { renderText } from "./text.js";
import type { TextOptions } from "./textOptions.js";
import { levelText, tallyText } from "./wording.js";

const TEXTS: EveryKind<[TextOptions], string> = {
  check: renderText,
  audit: auditText,
  propagate: propagationText,
  recommend: (record, options) => (options.quiet ? "" : recommendText(record, options)),
  bench: benchmarkText,
  baseline: baselineText,
  run: ({ parts, alpha }, options) => {
    const texts = parts.map((part) => partText(part, options));
    if (options.quiet) return texts.join("");
    const tally = tallyText(
      parts.flatMap((part): readonly Pick<ReportCase, "verdict">[] =>
        "outcome" in part ? casesOf(part.outcome) : [UNDETERMINED],
      ),
    );
    return [
      ...texts,
      `plan: ${tally}; if everything in it is right, any of it fails with probability at most ${levelText(alpha)}\n`,
    ].join("\n");
  },
};

/** The counts of a plan in which a part could not be carried out. */
const UNDETERMINED = { verdict: "undetermined" } as const;

function partText(part: PlanPart, options: TextOptions): string {
  if (!("outcome" in part)) return `? ${plain(part.name)}: ${plain(part.problem)}\n`;
  const text = summaryText(part.outcome, options);
  return options.quiet ? text : `${plain(part.name)}\n${text}`;
}

export function summaryText(outcome: Outcome, options: TextOptions): string {
  return ofKind(TEXTS, outcome, options);
}
