/** GitHub-flavoured Markdown for a CI job's summary or a pull request. */
import type { Outcome, Verdict } from "../harness/record/index.js";
import { casesOf, type ReportCase } from "./cases.js";
import { matrices, type VerdictMatrix } from "./matrix.js";
import { plainTexts } from "./plain.js";
import type { Reporter } from "./reporter.js";
import * as say from "./wording.js";

export const markdown: Reporter = {
  name: "markdown",
  files: (outcome) => ({ "summary.md": pageOf(plainTexts(outcome)) }),
};

function pageOf(outcome: Outcome): string {
  const cases = casesOf(outcome);
  const blocks = [
    heading(outcome, cases),
    ...tables(outcome),
    ...cases.filter(({ verdict }) => verdict !== "pass").map(trouble),
    ...coordinates(outcome),
    ...(outcome.kind === "check" ? [notes(say.blindSpots(outcome.record))] : []),
    ...(outcome.kind === "audit" ? [notes(outcome.record.notes)] : []),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

const MARK: Readonly<Record<Verdict, string>> = { pass: "✅", fail: "❌", undetermined: "❓" };

function heading({ kind, version, partial, record }: Outcome, cases: readonly ReportCase[]): string {
  const what = kind === "check" ? say.subjectsText(record) : kind;
  const facts = [
    `initgate ${version}`,
    ...("seed" in record ? [`seed ${record.seed}`] : []),
    ...("alpha" in record ? [`alpha ${say.levelText(record.alpha)}`] : []),
    ...("tests" in record ? [say.countText(record.tests, "test")] : []),
    ...(partial ? ["interrupted: this is only what was finished"] : []),
  ];
  const promise = kind === "check" ? `; ${say.falseAlarmText(record)}` : "";
  return `## ${escaped(`${what}: ${say.tallyText(cases)}`)}\n\n${escaped(`${facts.join(", ")}${promise}`)}.`;
}

/** The cases of a run of `check`, or of those that a plan names. */
function tables(outcome: Outcome): string[] {
  if (outcome.kind === "run")
    return outcome.record.parts.flatMap((part) => ("outcome" in part ? tables(part.outcome) : []));
  return outcome.kind === "check" ? matrices(outcome.record.results).map(table) : [];
}

function table({ title, columns, rows }: VerdictMatrix): string {
  const lines = [
    ["", ...columns.map(({ shape, layout }) => escaped(`${shape} ${layout}`))],
    ["---", ...columns.map(() => ":-:")],
    ...rows.map(({ name, cells }) => [
      escaped(name),
      ...cells.map((verdict) => (verdict === null ? "" : MARK[verdict])),
    ]),
  ];
  return `${escaped(title)}\n\n${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}`;
}

/** The coordinate checks of a run of `propagate`, or of those that a plan names. */
function coordinates(outcome: Outcome): string[] {
  if (outcome.kind === "run")
    return outcome.record.parts.flatMap((part) => ("outcome" in part ? coordinates(part.outcome) : []));
  if (outcome.kind !== "propagate") return [];
  return (outcome.record.coordinates ?? []).map(
    ({ key, verdict, reason }) =>
      `Coordinate check of ${escaped(`${key.initializer} ${key.activation} ${say.architectureText(key)}width ${key.width}, depth ${key.depth}`)}: **${escaped(verdict)}**. ${escaped(reason)}`,
  );
}

const notes = (lines: readonly string[]): string => lines.map((line) => `- ${escaped(line)}`).join("\n");

function trouble({ name, verdict, reason, details, replay }: ReportCase): string {
  const parts = [
    `### ${MARK[verdict]} ${escaped(name)}`,
    escaped(reason),
    notes(details),
    replay === "" ? "" : fenced(replay),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** A fence longer than any run of backticks inside. */
function fenced(line: string): string {
  const longest = (line.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}sh\n${line}\n${fence}`;
}

/** Text that is only text: no markup, table cell, list, HTML or formula begins in it; snake_case needs no help. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*[\]|~#$!]|\b_|_\b|^[-+=_]|(?<=^\d+)[.)]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
}
