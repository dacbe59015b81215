/** The page around the sections: one file that loads nothing from the network; its content security policy forbids it. */
import { createHash } from "node:crypto";
import type { Verdict } from "../../harness/record/index.js";
import { type Content, Html, html } from "./html.js";
import { script } from "./script.js";
import { style } from "./style.js";

/** One directory of results on the page. */
export interface Section {
  /** Unique in the page; letters, digits and dashes. */
  readonly id: string;
  /** "check: tfjs 4.22.0" */
  readonly title: string;
  readonly verdict: Verdict | null;
  /** "3 passed, 1 failed, 0 undetermined" */
  readonly tally: string;
  readonly body: Html;
}

export const VERDICT_MARK: Readonly<Record<Verdict, string>> = { pass: "✓", fail: "✗", undetermined: "?" };
const VERDICT_WORD: Readonly<Record<Verdict, string>> = {
  pass: "passed",
  fail: "failed",
  undetermined: "undetermined",
};

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Pictures carry style attributes, hence the one unsafe word; nothing is loaded and nothing but our script runs. */
const POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(script)}`,
  "style-src 'unsafe-inline'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export function pageOf(sections: readonly Section[], version: string): string {
  const verdict = poorestOf(sections);
  const title = `initgate: ${verdict === null ? "report" : VERDICT_WORD[verdict]}`;
  return `<!doctype html>\n${
    html`<html lang="en">
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
`.markup
  }`;
}

function poorestOf(sections: readonly Section[]): Verdict | null {
  const verdicts = sections.map(({ verdict }) => verdict);
  return (["fail", "undetermined", "pass"] as const).find((verdict) => verdicts.includes(verdict)) ?? null;
}

export const verdictBadge = (verdict: Verdict | null): Content =>
  verdict === null
    ? null
    : html`<span class="badge ${verdict}">${VERDICT_MARK[verdict]} ${VERDICT_WORD[verdict]}</span>`;

const contentsOf = (sections: readonly Section[]): Html =>
  html`<nav aria-label="Results"><ul class="contents">${sections.map(
    ({ id, title, verdict, tally }) =>
      html`<li><a href="#${id}">${verdictBadge(verdict)} ${title}</a> <span class="quiet">${tally}</span></li>`,
  )}</ul></nav>`;

const sectionOf = ({
  id,
  title,
  verdict,
  tally,
  body,
}: Section): Html => html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title} ${verdictBadge(verdict)}</h2>
<p class="tally">${tally}</p>
${body}
</section>
`;
