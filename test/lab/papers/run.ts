/** Draws the networks of every paper, in pieces that threads can share, and judges them. */
import { openStream, wordAt } from "../../../harness/random/index.js";
import { type Verdict, worst } from "../../../harness/record/verdict.js";
import { papers } from "./index.js";
import { FAMILY, interval, type Judged, judge } from "./judge.js";
import type { Fact, Kind, Paper } from "./paper.js";
import { isPrinted } from "./published.js";

/** Networks `first` to `first + count - 1` of one kind of one paper: plain data for a thread. */
export interface PaperJob {
  readonly id: string;
  readonly kind: Kind;
  readonly first: number;
  readonly count: number;
}

/** The planted mistake is large: it takes fewer networks to see. */
const WRONG_SHARE = 1 / 4;
/** Fewer say little. */
const FEWEST = 8;
/** Seconds of work, so that no thread is left alone at the end. */
const PIECES = 8;

const netsOf = (full: number, effort: number, fewest = FEWEST): number => Math.max(fewest, Math.round(full * effort));

/** `effort` scales the number of networks; 1 is what the page is made with. */
export function jobsFor({ id, nets, fewest, references }: Paper, effort: number): readonly PaperJob[] {
  const pieces = (kind: Kind, total: number): readonly PaperJob[] => {
    const size = Math.ceil(total / PIECES);
    return Array.from({ length: Math.ceil(total / size) }, (_, k) => {
      const first = k * size;
      return { id, kind, first, count: Math.min(size, total - first) };
    });
  };
  return [
    ...pieces("right", netsOf(nets, effort, fewest)),
    ...pieces("wrong", netsOf(nets, effort * WRONG_SHARE, fewest)),
    ...(references > 0 ? pieces("reference", netsOf(references, effort)) : []),
  ];
}

/** One row of numbers a network. */
export function work({ id, kind, first, count }: PaperJob): (readonly number[])[] {
  const paper = paperOf(id);
  return Array.from({ length: count }, (_, k) => paper.draw(seedOf(`${id} ${kind} ${first + k}`), kind));
}

/** Every network has a seed of its own, and every name the same one for good. */
export function seedOf(name: string, seed = 0): number {
  const stream = openStream(seed, name);
  return wordAt(stream, 0) + (wordAt(stream, 1) >>> 12) * 2 ** 32;
}

function paperOf(id: string): Paper {
  const found = papers.find((one) => one.id === id);
  if (found === undefined)
    throw new Error(`papers: must be one of ${papers.map((one) => one.id).join(", ")}, got ${id}`);
  return found;
}

export interface CheckedFact extends Fact {
  readonly agrees: boolean;
}

export interface PaperResult {
  readonly paper: Paper;
  readonly judged: readonly Judged[];
  readonly facts: readonly CheckedFact[];
  /** The same statistics of networks with the planted mistake. */
  readonly wrong: readonly Judged[];
  readonly verdict: Verdict;
  /** Whether the mistake was noticed. */
  readonly rejected: boolean;
}

/** How many statistics share the family's false-alarm probability: all of the table, whatever part of it is run. */
const judgements = (): number => papers.reduce((sum, { statistics }) => sum + statistics().length, 0);

export function conclude(
  papersRun: readonly Paper[],
  jobs: readonly PaperJob[],
  answers: readonly (readonly (readonly number[])[])[],
): readonly PaperResult[] {
  const level = FAMILY / judgements();
  return papersRun.map((paper) => {
    const rows = (kind: Kind) =>
      answers.flatMap((rows, j) => (jobs[j]!.id === paper.id && jobs[j]!.kind === kind ? rows : []));
    return resultOf(paper, rows, level);
  });
}

function resultOf(paper: Paper, rows: (kind: Kind) => readonly (readonly number[])[], level: number): PaperResult {
  const column = (kind: Kind, j: number): readonly number[] => rows(kind).map((row) => row[j] ?? Number.NaN);
  const reference = (j: number): readonly number[] => rows("reference").flatMap((row) => row[j] ?? []);
  const all = (kind: Kind): readonly Judged[] =>
    paper.statistics().map((statistic, j) => judge(statistic, column(kind, j), reference(j), level));
  const judged = all("right");
  const wrong = all("wrong");
  const facts = (paper.facts?.() ?? []).map((fact) => ({ ...fact, agrees: isPrinted(fact.value, fact.published) }));
  return {
    ...{ paper, judged, facts, wrong },
    verdict: worst(judged.map(({ verdict }) => verdict)),
    rejected: wrong.some(({ verdict }) => verdict === "fail"),
  };
}

/** Whether the published number is ours; undefined where nothing was published. */
export function printedValue({ statistic, expected }: Judged): boolean | undefined {
  const { published, prints = "limit", limit, shown = (value: number) => value } = statistic;
  if (published === undefined) return undefined;
  return isPrinted(shown(prints === "limit" ? interval(limit)[0] : expected[0]), published);
}
