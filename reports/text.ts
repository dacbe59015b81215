/** The summary that a person reads in a terminal: what was asked, where it failed, why, and how to see it again. */
import picocolors from "picocolors";
import type { CaseResult, Finding, RunRecord, Verdict } from "../harness/record.js";
import { groupBy, type Matrix, matrices } from "./matrix.js";
import { plainRecord } from "./plain.js";
import { centre, clip, fill, PAGE, padEnd, widest, wrap } from "./typeset.js";
import * as say from "./wording.js";
import type { Writer } from "./writer.js";

export const text: Writer = {
  name: "text",
  file: "summary.txt",
  write: (record) => renderText(record, { colour: false }),
};

type Colours = ReturnType<typeof picocolors.createColors>;

/** The summary, in at most 100 columns but for replay lines, which are to be pasted. */
export function renderText(record: RunRecord, { colour }: { readonly colour: boolean }): string {
  const colours = picocolors.createColors(colour);
  const clean = plainRecord(record);
  const blocks = [
    heading(clean, colours),
    ...matrices(clean.results).flatMap((matrix, _, all) => table(matrix, all.length > 1, colours)),
    ...failures(clean.results, colours),
    doubts(clean.results, colours),
    notes(clean, colours),
    closing(clean, colours),
  ];
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.map((line) => line.trimEnd()).join("\n")).join("\n\n")}\n`;
}

const MARK: Readonly<Record<Verdict, string>> = { pass: "✓", fail: "✗", undetermined: "?" };

function paint(verdict: Verdict, line: string, colours: Colours): string {
  if (verdict === "pass") return colours.green(line);
  return verdict === "fail" ? colours.bold(colours.red(line)) : colours.yellow(line);
}

function heading(record: RunRecord, { bold, dim }: Colours): string[] {
  const { version, seed, alpha, tests, results } = record;
  const facts = [`seed ${seed}`, `alpha ${alpha}`, say.countText(results.length, "case"), say.countText(tests, "test")];
  return [`${bold(`initgate ${version}`)}  ${bold(say.subjectsText(record))}`, dim(facts.join(", "))];
}

const LONGEST_NAME = 32;
const LONGEST_SHAPE = 24;

/** A table, in as many pieces as the page's width asks for. */
function table({ title, columns, rows }: Matrix, titled: boolean, colours: Colours): string[][] {
  const names = rows.map(({ name }) => clip(name, LONGEST_NAME));
  const stub = widest(names);
  const cut = columns.map(({ shape, layout }, at) => {
    const labels = [clip(shape, LONGEST_SHAPE), clip(layout, LONGEST_SHAPE)] as const;
    return { at, labels, width: widest(labels) + 2 };
  });
  return fill(cut, ({ width }) => width, PAGE - stub).map((piece) => {
    const head = ([0, 1] as const).map((line) =>
      colours.dim(
        " ".repeat(stub) +
          piece
            .map(({ labels, width }) => centre(labels[line], width))
            .join("")
            .trimEnd(),
      ),
    );
    const body = rows.map(({ cells }, row) => {
      const marks = piece.map(({ at, width }) => {
        const verdict = cells[at] ?? null;
        return verdict === null ? " ".repeat(width) : paint(verdict, centre(MARK[verdict], width), colours);
      });
      const name = padEnd(names[row]!, stub);
      const poor = cells.find((verdict) => verdict === "fail") ?? cells.find((verdict) => verdict === "undetermined");
      return (poor === undefined ? name : paint(poor, name, colours)) + marks.join("");
    });
    return [...(titled ? [colours.bold(clip(title, PAGE))] : []), ...head, ...body];
  });
}

/** Failures with one cause are one block: the strongest case in full, the others by name. */
function failures(results: readonly CaseResult[], colours: Colours): string[][] {
  const failed = results.filter(({ verdict }) => verdict === "fail");
  const causes = groupBy(failed, ({ key, diagnosis, findings }) => {
    const cause = diagnosis?.mistake ?? findings.map(({ check, verdict }) => `${check} ${verdict}`).join(" ");
    return [key.subject, key.subjectVersion, key.dtype, say.nameText(key), cause].join("\n");
  });
  return [...causes.values()].map((cases) => {
    const strength = (one: CaseResult): number => say.strongest(one.findings, "fail")[0]?.pValue ?? 2;
    const [first, ...others] = [...cases].sort((a, b) => strength(a) - strength(b));
    return failure(first!, others, colours);
  });
}

const LABEL = 13;
const SHOWN = 4;

function failure(one: CaseResult, others: readonly CaseResult[], colours: Colours): string[] {
  const { key, fanIn, fanOut, diagnosis } = one;
  const where = `${say.nameText(key)}  ${key.shape} ${key.layout}`;
  const fans = `${key.dtype}, seed ${key.seed}, fan_in ${fanIn}, fan_out ${fanOut}`;
  const unjudged = say.strongest(one.findings, "undetermined").map(({ check }) => check);
  return [
    `${paint("fail", `${MARK.fail} ${where}`, colours)}  ${colours.dim(fans)}`,
    ...labelled("diagnosis", diagnosis === null ? [] : wrap(say.diagnosisText(diagnosis), PAGE - LABEL), colours),
    ...labelled("checks", checks(say.strongest(one.findings, "fail"), colours), colours),
    ...labelled("unjudged", wrap(unjudged.join(", "), PAGE - LABEL), colours),
    ...labelled("also", others.length === 0 ? [] : wrap(alsoText(others), PAGE - LABEL), colours),
    ...labelled("replay", [colours.cyan(one.replay)], colours),
  ];
}

function checks(failed: readonly Finding[], { bold, dim }: Colours): string[] {
  const shown = failed.slice(0, SHOWN);
  const stub = widest(shown.map(({ check }) => check)) + 2;
  const width = PAGE - LABEL - stub;
  const lines = shown.flatMap((finding) => {
    const facts = wrap(say.findingText(finding), width);
    const sight = wrap(say.sightText(finding), width).map(dim);
    return [...facts, ...sight].map((line, at) => bold(padEnd(at === 0 ? finding.check : "", stub)) + line);
  });
  const hidden = failed.length - shown.length;
  return hidden === 0 ? lines : [...lines, dim(`and ${hidden} more (statistics.csv)`)];
}

function alsoText(others: readonly CaseResult[]): string {
  return `${others.map(({ key }) => `${key.shape} ${key.layout}`).join(", ")} (replays in verdicts.csv)`;
}

/** Lines behind a label; no lines, no label. */
function labelled(label: string, lines: readonly string[], { dim }: Colours): string[] {
  if (lines.every((line) => line === "")) return [];
  return lines.map((line, at) => dim(padEnd(at === 0 ? `  ${label}` : "", LABEL)) + line);
}

/** Cases with one reason are one entry. */
function doubts(results: readonly CaseResult[], colours: Colours): string[] {
  const doubtful = results.filter(({ verdict }) => verdict === "undetermined");
  return [...groupBy(doubtful, say.reasonText)].flatMap(([reason, cases]) => {
    const { key, replay } = cases[0]!;
    const more = cases.length === 1 ? "" : colours.dim(`  and ${cases.length - 1} more (verdicts.csv)`);
    return [
      paint("undetermined", `${MARK.undetermined} ${say.nameText(key)}  ${key.shape} ${key.layout}`, colours) + more,
      ...labelled("reason", wrap(reason, PAGE - LABEL), colours),
      ...labelled("replay", [colours.cyan(replay)], colours),
    ];
  });
}

function notes(record: RunRecord, colours: Colours): string[] {
  return say.blindSpots(record).flatMap((note, at) => {
    const lines = wrap(note, PAGE - LABEL);
    return lines.map((line, part) => colours.dim(padEnd(at + part === 0 ? "notes" : "", LABEL - 2) + line));
  });
}

function closing(record: RunRecord, colours: Colours): string[] {
  const { pass, fail, undetermined } = say.tally(record);
  const worst: Verdict = fail > 0 ? "fail" : undetermined > 0 || pass === 0 ? "undetermined" : "pass";
  return [`${paint(worst, say.tallyText(record), colours)}; ${say.falseAlarmText(record)}`];
}
