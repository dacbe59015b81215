/** GitHub-flavoured Markdown for a CI job's summary or a pull request. */
import type { CaseResult, RunRecord, Verdict } from "../harness/record/index.js";
import { type Matrix, matrices } from "./matrix.js";
import { plainRecord } from "./plain.js";
import * as say from "./wording.js";
import type { Writer } from "./writer.js";

export const markdown: Writer = {
  name: "markdown",
  file: "summary.md",
  write: (record) => {
    const clean = plainRecord(record);
    const blocks = [
      heading(clean),
      ...matrices(clean.results).map(table),
      ...clean.results.filter(({ verdict }) => verdict !== "pass").map(trouble),
      say
        .blindSpots(clean)
        .map((note) => `- ${escaped(note)}`)
        .join("\n"),
    ];
    return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
  },
};

const MARK: Readonly<Record<Verdict, string>> = { pass: "✅", fail: "❌", undetermined: "❓" };

function heading(record: RunRecord): string {
  const { version, seed, alpha, tests } = record;
  const facts = `initgate ${version}, seed ${seed}, alpha ${alpha}, ${say.countText(tests, "test")}`;
  const title = `## ${escaped(`${say.subjectsText(record)}: ${say.tallyText(record)}`)}`;
  return `${title}\n\n${escaped(facts)}; ${escaped(say.falseAlarmText(record))}.`;
}

function table({ title, columns, rows }: Matrix): string {
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

function trouble(result: CaseResult): string {
  const { key, verdict, diagnosis, findings, replay } = result;
  const failed = say.strongest(findings, "fail");
  const why =
    verdict === "undetermined" ? say.reasonText(result) : diagnosis === null ? "" : say.diagnosisText(diagnosis);
  const parts = [
    `### ${MARK[verdict]} ${escaped(`${say.nameText(key)} ${key.shape} ${key.layout} ${key.dtype}`)}`,
    escaped(why),
    failed.map((finding) => `- ${escaped(`${finding.check}: ${say.findingText(finding)}`)}`).join("\n"),
    fenced(replay),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** A fence longer than any run of backticks inside. */
function fenced(line: string): string {
  const longest = Math.max(2, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
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
