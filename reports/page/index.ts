/** The catalogue of sections: what `report.html` shows of each kind of record. */
import {
  type EveryKind,
  type Outcome,
  ofKind,
  type PlanRecord,
  type PropagationRecord,
  partsOf,
  verdictOf,
} from "../../harness/record/index.js";
import { countText, levelText } from "../wording.js";
import { auditSection } from "./audit.js";
import { baselineSection } from "./baseline.js";
import { benchSection } from "./bench.js";
import { loadPencil, type Pencil } from "./chart.js";
import { pageOf, type Section } from "./document.js";
import { figureSvg } from "./figure.js";
import { gateSection } from "./gate.js";
import { html } from "./html.js";
import { propagationSection } from "./propagation.js";
import { recommendationSection } from "./recommendation.js";

const SECTIONS: EveryKind<[id: string, pencil: Pencil], Section> = {
  check: gateSection,
  audit: auditSection,
  baseline: baselineSection,
  propagate: propagationSection,
  recommend: recommendationSection,
  bench: benchSection,
  run: planSection,
};

/** The section of a plan: its alpha and the parts that could not be carried out. Each other part is a section of its own. */
function planSection(record: PlanRecord, id: string): Section {
  const { parts, alpha, seed } = record;
  return {
    id,
    title: "plan",
    verdict: verdictOf({ kind: "run", version: "", partial: false, record }),
    tally: `${countText(parts.length, "part")}; seed ${seed}`,
    body: html`<p>If everything in the plan is right, any of it fails with probability at most ${levelText(alpha)}.</p>
${parts.map((part) => "problem" in part && html`<p><strong>${part.name}</strong> could not be carried out: ${part.problem}</p>`)}`,
  };
}

/**
 * One self-contained page of these results, in their order: the same results give the same bytes.
 *
 * @example await renderPage([{ kind: "check", version: "0.1.0", partial: false, record }], "0.1.0") // "<!doctype html>..."
 */
export async function renderPage(outcomes: readonly Outcome[], version: string): Promise<string> {
  const pencil = await loadPencil();
  const sections = outcomes
    .flatMap((outcome) => (outcome.kind === "run" ? [outcome, ...partsOf(outcome)] : [outcome]))
    .map((outcome, at): Section => {
      const section = ofKind(SECTIONS, outcome, `result-${at + 1}`, pencil);
      return outcome.partial ? { ...section, tally: `interrupted: only what was finished; ${section.tally}` } : section;
    });
  return pageOf(sections, version);
}

/** The curves of a propagation as one SVG file, for a paper. */
export async function renderFigure(record: PropagationRecord): Promise<string> {
  return figureSvg(record, await loadPencil());
}
