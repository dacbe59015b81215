/** A ranking of initializers on the page: candidates, their simulations, rules of thumb. */
import type { Recommendation } from "../../harness/record/index.js";
import { checkText } from "../recommendation.js";
import { countText } from "../wording.js";
import type { Section } from "./document.js";
import { html } from "./html.js";
import { digits, tableOf } from "./parts.js";

export function recommendationSection(recommendation: Recommendation, id: string): Section {
  const { activation, architecture, depth, width, candidates, rules, notes } = recommendation;
  return {
    id,
    title: `recommend: ${architecture}, ${activation}, depth ${depth}, width ${width}`,
    verdict: null,
    tally: countText(candidates.length, "candidate"),
    body: html`${notes.length > 0 && html`<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
${tableOf({
  caption: "Candidates, best first",
  sortable: true,
  columns: [
    { title: "rank", numeric: true },
    { title: "initializer" },
    { title: "settings" },
    { title: "verdict" },
    { title: "change of ln q", numeric: true },
    { title: "change of ln g", numeric: true },
    { title: "sd forward", numeric: true },
    { title: "sd backward", numeric: true },
    { title: "reason" },
  ],
  rows: candidates.map((candidate) => [
    ...[
      candidate.rank,
      candidate.initializer,
      candidate.settings,
      candidate.verdict,
      digits(candidate.changeForward),
      digits(candidate.changeBackward),
    ],
    ...[digits(candidate.sdForward), digits(candidate.sdBackward), candidate.reason],
  ]),
})}
<ul>${candidates.map((candidate) => candidate.check !== undefined && html`<li>${checkText(candidate)}</li>`)}</ul>
<h3>Rules of thumb</h3>
${tableOf({
  caption: "Whether theory bears them out here",
  columns: [{ title: "rule" }, { title: "holds" }, { title: "evidence" }],
  rows: rules.map(({ rule, holds, evidence }) => [rule, holds, evidence]),
})}`,
  };
}
