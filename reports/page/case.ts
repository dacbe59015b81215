/** A case that did not pass, in full: why, its pictures, the checks that failed, and the command that runs it again. */
import type { CaseResult, Finding } from "../../harness/record/index.js";
import * as say from "../wording.js";
import type { Pencil } from "./chart.js";
import { distributionOf, quantilesOf } from "./distribution.js";
import { verdictBadge } from "./document.js";
import { type Html, html } from "./html.js";
import { commandOf, probabilityText, tableOf } from "./parts.js";

export function caseOf(result: CaseResult, id: string, pencil: Pencil): Html {
  const { key, verdict, diagnosis, findings, replay, fanIn, fanOut, picture } = result;
  const failed = say.strongest(findings, "fail");
  const why =
    verdict === "undetermined" ? say.reasonText(result) : diagnosis === null ? "" : say.diagnosisText(diagnosis);
  return html`<article class="case ${verdict}" id="${id}" aria-labelledby="${id}-title">
<h4 id="${id}-title">${say.nameText(key)} ${key.shape} ${key.layout} ${verdictBadge(verdict)}</h4>
<p class="quiet">${key.subject} ${key.subjectVersion}, ${key.dtype}, seed ${key.seed}${fansText(fanIn, fanOut)}</p>
${why !== "" && html`<p><strong>${why}</strong></p>`}
${picture !== undefined && html`<div class="pictures">${distributionOf(picture, key.initializer, `${id}-distribution`, pencil)}${quantilesOf(picture, key.initializer, `${id}-quantiles`, pencil)}</div>`}
${failed.length > 0 && html`<details><summary>${say.countText(failed.length, "check")} failed</summary>${findingsOf(failed)}</details>`}
<p>To run exactly this case again:</p>
${commandOf(replay)}
</article>
`;
}

/** A case that was not drawn has no fans. */
const fansText = (fanIn: number, fanOut: number): string =>
  Number.isFinite(fanIn + fanOut) ? `, fan_in ${fanIn}, fan_out ${fanOut}` : "";

const findingsOf = (findings: readonly Finding[]): Html =>
  tableOf({
    caption: "Failed checks, the strongest first",
    columns: [
      { title: "check" },
      { title: "expected" },
      { title: "observed" },
      { title: "p", numeric: true },
      { title: "entries", numeric: true },
      { title: "would have seen" },
    ],
    rows: findings.map(({ check, expected, observed, pValue, n, detects }) => [
      check,
      say.fourDigits(expected),
      say.fourDigits(observed),
      probabilityText(pValue),
      n,
      detects,
    ]),
  });
