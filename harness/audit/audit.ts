/** Gates weights at rest: every tensor by itself, then the tensors of each model against each other. */
import { initializerNamed, isNamed } from "../contract/index.js";
import { oneLine } from "../format/oneLine.js";
import { openWeights } from "../format/openWeights.js";
import { type Initializer, ruleOf } from "../initializer.js";
import type { AuditRecord, AuditRow } from "../record/index.js";
import { type Claim, matches } from "./claims.js";
import { type Bench, examine, examineMisfit } from "./examine.js";
import type { Readable } from "./excerpt.js";
import { MOST_COMPARED, relationTests } from "./relations/index.js";
import type { Place, Reader } from "./tensor.js";
import { type Together, together } from "./together.js";
import { TESTS_PER_TENSOR } from "./verdict.js";

export interface AuditOptions extends Reader {
  /** Files, folders, indexes and globs: each is a model. */
  readonly files: readonly string[];
  /** Groups of names or globs: tensors that are meant to be one. */
  readonly tied?: readonly (readonly string[])[];
  /** The probability that right weights fail the whole audit. */
  readonly alpha: number;
  readonly onRow?: (row: AuditRow, done: number, of: number) => void;
}

/** Throws an Error of one line where a file cannot be read, or a claim fits nothing. */
export async function audit(options: AuditOptions, contracts: readonly Initializer[]): Promise<AuditRecord> {
  const claims = options.claims.map((claim) => spelledOut(claim, contracts));
  const files: Omit<Place, "entry">[] = [];
  try {
    for (const file of options.files) files.push({ file, weights: await openWeights(file) });
    return await auditAll(files, { ...options, claims }, contracts);
  } finally {
    for (const { weights } of files) await weights.close();
  }
}

/** The contract's name as it prints back. Throws a RangeError of one line for one that nobody knows. */
function spelledOut(claim: Claim, contracts: readonly Initializer[]): Claim {
  const meant = initializerNamed(contracts, claim.contract);
  ruleOf(meant, claim.params);
  return { ...claim, contract: isNamed(meant, claim.contract) ? claim.contract : meant.name };
}

async function auditAll(
  files: readonly Omit<Place, "entry">[],
  options: AuditOptions,
  contracts: readonly Initializer[],
): Promise<AuditRecord> {
  const places = files.map((one) =>
    one.weights.entries.map((entry): Place => ({ ...one, file: entry.file ?? one.file, entry })),
  );
  requireMatches(options, places.flat());
  const weights = places.map((list) => list.filter((place) => !isOfIntegers(place)));
  const tensors = weights.reduce((sum, { length }) => sum + length, 0);
  const comparisons = weights.reduce((sum, { length }) => sum + relationTests(length), 0);
  // Half of alpha is for tensors by themselves, half for what they are to each other.
  const share = options.alpha / 2 / Math.max(1, tensors * TESTS_PER_TENSOR);
  const level = options.alpha / 2 / Math.max(1, comparisons);
  const rows: AuditRow[] = [];
  let done = 0;
  for (const list of weights) {
    const company = together(list.length, level, options.tied ?? []);
    const onRow = (row: AuditRow): void => options.onRow?.(row, ++done, tensors);
    for (const row of await auditFile(list, company, { reader: options, contracts, share }, onRow)) rows.push(row);
  }
  const left = files.flatMap((one) => one.weights.notes.map((note) => `${oneLine(one.file)}: ${note}`));
  return { rows, notes: [...left, ...notesOn(places, weights)] };
}

function notesOn(places: readonly (readonly Place[])[], weights: readonly (readonly Place[])[]): readonly string[] {
  const left = places.flat().filter(isOfIntegers);
  const names = left.map(({ entry }) => oneLine(entry.name));
  const many = weights.filter((list) => list.length > MOST_COMPARED).map(([first]) => oneLine(first!.file));
  return [
    ...(names.length > 0 ? [`left out, being integers: ${names.join(", ")}`] : []),
    ...many.map((file) => `${file}: only the first ${MOST_COMPARED} tensors are compared with each other`),
  ];
}

const isOfIntegers = ({ entry }: Place): boolean => entry.unsupported !== undefined && entry.integers === true;

/** A pattern that fits nothing is misspelt, and what it should have claimed would go unclaimed. */
function requireMatches({ claims, tied = [] }: AuditOptions, places: readonly Place[]): void {
  for (const pattern of [...claims.map((claim) => claim.pattern), ...tied.flat()]) {
    if (pattern === "*" || places.some(({ entry }) => matches(pattern, entry.name))) continue;
    throw new RangeError(`audit: every pattern must match a tensor, got none for ${oneLine(pattern)}`);
  }
}

async function auditFile(
  places: readonly Place[],
  company: Together,
  bench: Bench,
  onRow: (row: AuditRow) => void,
): Promise<readonly AuditRow[]> {
  const rows: AuditRow[] = [];
  const misfits: number[] = [];
  for (const [at, place] of places.entries()) {
    const { row, outcome, evidence } = await examine(place, bench);
    rows.push(row);
    if (outcome?.isMisfit) misfits.push(at);
    if (evidence !== undefined) company.add(at, evidence.weight, place.entry as Readable, outcome?.expected);
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
      diagnosis,
      note: both,
      pValue: verdict === "fail" ? rows[at]!.pValue : pValue,
    };
  }
  return rows;
}
