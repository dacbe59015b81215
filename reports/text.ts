/** The terminal summary of `check`: the request, the verdicts, each failure with its reason and its replay. */
import stringWidth from "string-width";
import type { CaseKey, CaseResult, Finding, RunRecord, Verdict } from "../harness/record/index.js";
import { doubtsOf, failuresOf } from "./causes.js";
import { type Colours, coloursIf, MARK, paint } from "./ink.js";
import { matrices } from "./matrix.js";
import { plainTexts } from "./plain.js";
import { table } from "./table.js";
import type { TextOptions } from "./textOptions.js";
import { blockText, padEnd, pageWidth, widest, wrap } from "./typeset.js";
import * as say from "./wording.js";

/** The summary, within the columns of the terminal, except for replay lines, which must stay whole to be pasted. */
export function renderText(record: RunRecord, { colour, columns, quiet = false }: TextOptions): string {
  const colours = coloursIf(colour);
  const page = pageWidth(columns);
  const clean = plainTexts(record);
  const troubles = [...failures(clean.results, page, colours), doubts(clean.results, page, colours)];
  if (quiet) return troubles.every((lines) => lines.length === 0) ? "" : blockText(troubles);
  return blockText([
    heading(clean, colours),
    ...matrices(clean.results).flatMap((matrix, _, all) => table(matrix, { titled: all.length > 1, page, colours })),
    ...troubles,
    notes(clean, page, colours),
    closing(clean, page, colours),
  ]);
}

function heading(record: RunRecord, { bold, dim }: Colours): string[] {
  const { version, seed, alpha, tests, results } = record;
  const facts = [
    `seed ${seed}`,
    `alpha ${say.levelText(alpha)}`,
    say.countText(results.length, "case"),
    say.countText(tests, "test"),
  ];
  return [bold(`initgate ${version}  ${say.subjectsText(record)}`.trim()), dim(facts.join(", "))];
}

/** Failures with one cause are one block: the clearest case in full, the others by name. */
const failures = (results: readonly CaseResult[], page: number, colours: Colours): string[][] =>
  failuresOf(results).map(([first, ...others]) => failure(first, others, page, colours));

const place = (key: CaseKey): string => `${say.nameText(key)}  ${key.shape} ${key.layout}`.trim();

const LABEL = 13;
const SHOWN = 4;

function failure(one: CaseResult, others: readonly CaseResult[], page: number, colours: Colours): string[] {
  const { key, fanIn, fanOut, diagnosis } = one;
  const fans = `${key.dtype}, seed ${key.seed}, fan_in ${fanIn}, fan_out ${fanOut}`;
  const unjudged = say.strongest(one.findings, "undetermined").map(({ check }) => check);
  return [
    ...headOf(paint("fail", `${MARK.fail} ${place(key)}`, colours), fans, page, colours),
    ...labelled("diagnosis", diagnosis === null ? [] : wrap(say.diagnosisText(diagnosis), page - LABEL), colours),
    ...labelled("checks", checks(say.strongest(one.findings, "fail"), page, colours), colours),
    ...labelled("unjudged", wrap(unjudged.join(", "), page - LABEL), colours),
    ...labelled("also", others.length === 0 ? [] : wrap(alsoText(others), page - LABEL), colours),
    ...labelled("replay", [one.replay], colours, colours.cyan),
  ];
}

/** A case with its facts beside it, or beneath it where the page is too narrow. */
function headOf(name: string, facts: string, page: number, { dim }: Colours): string[] {
  const line = `${name}  ${dim(facts)}`;
  return stringWidth(line) <= page ? [line] : [name, ...wrap(facts, page - 2).map((part) => `  ${dim(part)}`)];
}

function checks(failed: readonly Finding[], page: number, { bold, dim }: Colours): string[] {
  const shown = failed.slice(0, SHOWN);
  const stub = widest(shown.map(({ check }) => check)) + 2;
  const width = page - LABEL - stub;
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
function labelled(label: string, lines: readonly string[], { dim }: Colours, ink = (line: string) => line): string[] {
  if (lines.every((line) => line === "")) return [];
  return lines.map((line, at) => dim(padEnd(at === 0 ? `  ${label}` : "", LABEL)) + ink(line));
}

/** Cases with one reason are one entry. */
const doubts = (results: readonly CaseResult[], page: number, colours: Colours): string[] =>
  doubtsOf(results).flatMap(([first, ...others]) => {
    const more = others.length === 0 ? "" : colours.dim(`  and ${others.length} more (verdicts.csv)`);
    return [
      paint("undetermined", `${MARK.undetermined} ${place(first.key)}`, colours) + more,
      ...labelled("reason", wrap(say.reasonText(first), page - LABEL), colours),
      ...labelled("replay", [first.replay], colours, colours.cyan),
    ];
  });

function notes(record: RunRecord, page: number, colours: Colours): string[] {
  return say.blindSpots(record).flatMap((note, at) => {
    const lines = wrap(note, page - LABEL);
    return lines.map((line, part) => colours.dim(padEnd(at + part === 0 ? "notes" : "", LABEL - 2) + line));
  });
}

function closing(record: RunRecord, page: number, colours: Colours): string[] {
  const { pass, fail, undetermined } = say.tallyOf(record.results);
  const worst: Verdict = fail > 0 ? "fail" : undetermined > 0 || pass === 0 ? "undetermined" : "pass";
  const tally = say.tallyText(record.results);
  const [first, ...rest] = wrap(`${tally}; ${say.falseAlarmText(record)}`, page);
  return [first!.replace(tally, () => paint(worst, tally, colours)), ...rest];
}
