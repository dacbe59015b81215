/** The page around the sections: one file that asks the network for nothing, and says so to the browser. */
import { createHash } from "node:crypto";
import { Html, html } from "./html.js";
import { script } from "./script.js";
import { style } from "./style.js";
export const VERDICT_MARK = { pass: "✓", fail: "✗", undetermined: "?" };
const VERDICT_WORD = {
    pass: "passed",
    fail: "failed",
    undetermined: "undetermined",
};
const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
/** Pictures carry style attributes, hence the one unsafe word; nothing is loaded and nothing but our script runs. */
const POLICY = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
].join("; ");
export function pageOf(sections, version) {
    const verdict = poorestOf(sections);
    const title = `initgate: ${verdict === null ? "report" : VERDICT_WORD[verdict]}`;
    return `<!doctype html>\n${html `<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(style)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the results</a>
<header class="page-header">
<h1>initgate ${verdictBadge(verdict)}</h1>
${sections.length > 1 && contentsOf(sections)}
</header>
<main id="content">
${sections.map(sectionOf)}
</main>
<footer><p>Written by initgate ${version}. This file loads nothing from the network.</p></footer>
<script>${new Html(script)}</script>
</body>
</html>
`.markup}`;
}
function poorestOf(sections) {
    const verdicts = sections.map(({ verdict }) => verdict);
    return ["fail", "undetermined", "pass"].find((verdict) => verdicts.includes(verdict)) ?? null;
}
export const verdictBadge = (verdict) => verdict === null
    ? null
    : html `<span class="badge ${verdict}">${VERDICT_MARK[verdict]} ${VERDICT_WORD[verdict]}</span>`;
const contentsOf = (sections) => html `<nav aria-label="Results"><ul class="contents">${sections.map(({ id, title, verdict, tally }) => html `<li><a href="#${id}">${verdictBadge(verdict)} ${title}</a> <span class="quiet">${tally}</span></li>`)}</ul></nav>`;
const sectionOf = ({ id, title, verdict, tally, body, }) => html `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title} ${verdictBadge(verdict)}</h2>
<p class="tally">${tally}</p>
${body}
</section>
`;
