/** Gates weights at rest: first each tensor alone, then the tensors of each file, or of all ranks, against each other. */
import type { Expectation } from "../contract/expectation.js";
import type { Scope } from "../contract/index.js";
import type { Initializer } from "../contract/initializer.js";
import type { AuditRecord, AuditRow } from "../record/index.js";
import { oneLine } from "../weights/oneLine.js";
import { openWeights, type WeightEntry, type Weights } from "../weights/openWeights.js";
import type { Scale } from "./candidate.js";
import { isOfIntegers, requireMatches, settled } from "./claimed.js";
import type { Replicated, Tied } from "./claims.js";
import {
  asReplicated,
  type Company,
  companies,
  comparedIn,
  failedBy,
  storedIn,
  unreplicated,
  untied,
} from "./equal.js";
import { type Examiner, examine, examineMisfit } from "./examine.js";
import type { Readable } from "./excerpt.js";
import { exchanged } from "./exchanged.js";
import { type Claims, type Place, placesOf } from "./places.js";
import { MOST_COMPARED, relationTests } from "./relations/index.js";
import { readTogether } from "./scales.js";
import type { Known } from "./seen.js";
import type { Reader } from "./tensor.js";
import { type Together, together } from "./together.js";
import { TESTS_PER_TENSOR } from "./verdict.js";

export interface AuditSettings extends Reader {
  /** Files, folders, indexes and globs; each is one model. */
  readonly files: readonly string[];
  readonly tied?: readonly Tied[];
  readonly replicated?: readonly Replicated[];
  /** Numbers that contract expressions may use. */
  readonly let?: Scope;
  /** The probability that right weights fail the whole audit. */
  readonly alpha: number;
  readonly onRow?: (row: AuditRow, done: number, of: number) => void;
}

interface OpenFile {
  readonly file: string;
  readonly weights: Weights;
}

/** Throws an Error of one line if a file cannot be read or a claim matches nothing. */
export async function audit(options: AuditSettings, contracts: readonly Initializer[]): Promise<AuditRecord> {
  const { files, claims, tied = [], let: given = {} } = options;
  const open: OpenFile[] = [];
  try {
    for (const file of files) open.push({ file, weights: await openWeights(file) });
    const names = open.flatMap(({ weights }) => weights.entries.map(({ name }) => name));
    const right = await settled({ claims, tied }, given, contracts, { path: files[0] ?? ".", names });
    return await auditAll(open, { ...options, ...right }, { ...right, contracts });
  } finally {
    for (const { weights } of open) await weights.close();
  }
}

async function auditAll(open: readonly OpenFile[], options: AuditSettings, claims: Claims): Promise<AuditRecord> {
  const { tied = [], replicated = [] } = options;
  const entries = open.flatMap(({ weights }) => weights.entries);
  requireMatches(options.claims, tied, entries);
  const places = open.map(({ file, weights }) => placesOf(file, weights, claims));
  const kept = places.map((list) => list.filter(({ entry }) => !isOfIntegers(entry)));
  const groups = companies(kept, replicated);
  const tensors = kept.reduce((sum, { length }) => sum + length, 0);
  const comparisons = groups.reduce((sum, { places: list }) => sum + relationTests(list.length), 0);
  // Half of alpha is for the tests of single tensors, half for the comparisons between tensors.
  const share = options.alpha / 2 / Math.max(1, tensors * TESTS_PER_TENSOR);
  const level = options.alpha / 2 / Math.max(1, comparisons);
  const known: Known = new Map();
  const expected = new WeakMap<Initializer, Map<string, Expectation>>();
  const rows: AuditRow[] = [];
  const scalesShared: string[] = [];
  let done = 0;
  for (const group of groups) {
    const onRow = (row: AuditRow): void => options.onRow?.(row, ++done, tensors);
    const bench = { reader: options, contracts: claims.contracts, share, known, expected };
    const own = await auditCompany(
      group,
      together(group.places.length, level, [...tied, ...group.equal]),
      bench,
      onRow,
    );
    for (const row of own.rows) rows.push(row);
    scalesShared.push(...own.notes);
  }
  const left = open.flatMap(({ file, weights }) => weights.notes.map((note) => `${oneLine(file)}: ${note}`));
  const stored = open.flatMap(({ file, weights }) => storedIn(file, weights));
  const unequal = [...(await untied(tied, stored)), ...(await unreplicated(replicated, stored))];
  return {
    rows: judgedTogether(failedBy(rows, unequal)),
    notes: [...left, ...notesOn(entries, groups), ...scalesShared],
  };
}

/** An audit that exempts everything has judged nothing. */
function judgedTogether(rows: readonly AuditRow[]): readonly AuditRow[] {
  if (rows.length === 0 || !rows.every(({ exempt }) => exempt)) return rows;
  return rows.map((row) => ({ ...row, verdict: "undetermined", note: "every tensor is exempt: nothing was judged" }));
}

function notesOn(entries: readonly WeightEntry[], groups: readonly Company[]): readonly string[] {
  const names = entries.filter(isOfIntegers).map(({ name }) => oneLine(name));
  const many = groups
    .filter(({ places }) => places.length > MOST_COMPARED)
    .map(({ places }) => oneLine(places[0]!.file));
  return [
    ...(names.length > 0 ? [`left out, being integers: ${names.join(", ")}`] : []),
    ...many.map((file) => `${file}: only the first ${MOST_COMPARED} tensors are compared with each other`),
  ];
}

async function auditCompany(
  { places, areRanks }: Company,
  company: Together,
  bench: Examiner,
  onRow: (row: AuditRow) => void,
): Promise<ReturnType<typeof readTogether>> {
  const rows: AuditRow[] = [];
  const scales = new Map<number, Scale>();
  const misfits: number[] = [];
  for (const [at, place] of places.entries()) {
    const { row, outcome, evidence } = await examine(place, bench);
    rows.push(row);
    if (outcome?.scale !== undefined) scales.set(at, outcome.scale);
    if (outcome?.isMisfit) misfits.push(at);
    if (evidence !== undefined) company.add(at, evidence.weight, comparedIn(place, areRanks), outcome?.expected);
    onRow(row);
  }
  const inUse = new Set(rows.flatMap((row) => (row.verdict === "pass" ? [row.bestFit, ...row.alsoFits] : [])));
  for (const at of misfits) {
    const place = places[at] as Place & { readonly entry: Readable };
    rows[at] = await examineMisfit(place, rows[at]!, inUse, bench);
  }
  for (const { row: at, diagnosis, pValue } of company.findings()) {
    const { verdict, note } = rows[at]!;
    const both = [note, "held against the other tensors"].filter((text) => text !== "").join("; ");
    rows[at] = {
      ...rows[at]!,
      verdict: "fail",
      diagnosis: areRanks ? asReplicated(diagnosis) : diagnosis,
      note: both,
      pValue: verdict === "fail" ? rows[at]!.pValue : pValue,
    };
  }
  return readTogether(await exchanged(rows, places, bench), scales);
}
