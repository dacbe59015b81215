/** Judges tensors together, after each was examined alone: repeats, ties, copies of ranks, common scales. */
import type { AuditRecord, AuditRow } from "../record/index.js";
import { oneLine } from "../weights/oneLine.js";
import type { WeightEntry } from "../weights/openWeights.js";
import type { Scale } from "./candidate.js";
import {
  asReplicated,
  type ComparisonGroup,
  comparedIn,
  storedIn,
  unreplicated,
  untied,
  withUnequalFailed,
} from "./equalTensors.js";
import type { ExaminationContext, Examined, ExaminedWithEntries } from "./examine.js";
import { excerptOf, type Readable } from "./excerpt.js";
import { exchanged } from "./exchanged.js";
import type { AuditPlan } from "./plan.js";
import { MOST_COMPARED } from "./relations/index.js";
import { isOfIntegers } from "./resolveClaims.js";
import { readTogether } from "./scales.js";
import { openTensorComparison } from "./tensorComparison.js";

/** Examines tensors, each named by its place in the plan. */
export interface Examinations {
  /** The tensors of the plan, in its order. */
  readonly inOrder: AsyncIterator<ExaminedWithEntries>;
  /** Examines a tensor again, now that the contracts of the other tensors are known. */
  examineAgain(at: number, inUse: readonly string[]): Promise<Examined>;
}

export async function judgeTogether(
  plan: AuditPlan,
  examinations: Examinations,
  context: ExaminationContext,
): Promise<AuditRecord> {
  const { open, entries, groups, tied, replicated } = plan;
  const rows: AuditRow[] = [];
  const scalesShared: string[] = [];
  for (const group of groups) {
    const own = await judgeGroup(plan, group, rows.length, examinations, context);
    for (const row of own.rows) rows.push(row);
    scalesShared.push(...own.notes);
  }
  const left = open.flatMap(({ file, weights }) => weights.notes.map((note) => `${oneLine(file)}: ${note}`));
  const stored = open.flatMap(({ file, weights }) => storedIn(file, weights));
  const unequal = [...(await untied(tied, stored)), ...(await unreplicated(replicated, stored))];
  return {
    rows: allExemptUndetermined(withUnequalFailed(rows, unequal)),
    notes: [...left, ...notesOn(entries, groups), ...scalesShared],
  };
}

/** The rows; all undetermined if every tensor is exempt, since then nothing was judged. */
export function allExemptUndetermined(rows: readonly AuditRow[]): readonly AuditRow[] {
  if (rows.length === 0 || !rows.every(({ exempt }) => exempt)) return rows;
  return rows.map((row) => ({ ...row, verdict: "undetermined", note: "every tensor is exempt: nothing was judged" }));
}

function notesOn(entries: readonly WeightEntry[], groups: readonly ComparisonGroup[]): readonly string[] {
  const names = entries.filter(isOfIntegers).map(({ name }) => oneLine(name));
  const many = groups
    .filter(({ places }) => places.length > MOST_COMPARED)
    .map(({ places }) => oneLine(places[0]!.file));
  return [
    ...(names.length > 0 ? [`left out, being integers: ${names.join(", ")}`] : []),
    ...many.map((file) => `${file}: only the first ${MOST_COMPARED} tensors are compared with each other`),
  ];
}

/** `start` is the place of the group's first tensor in the plan. */
async function judgeGroup(
  { tied, level }: AuditPlan,
  { places, equal, areRanks }: ComparisonGroup,
  start: number,
  { inOrder, examineAgain }: Examinations,
  context: ExaminationContext,
): Promise<ReturnType<typeof readTogether>> {
  const comparison = openTensorComparison(places.length, level, [...tied, ...equal]);
  const rows: AuditRow[] = [];
  const scales = new Map<number, Scale>();
  const misfits: { readonly at: number; readonly swayedBy: readonly string[] }[] = [];
  for (const [at, place] of places.entries()) {
    const { row, scale, swayedBy, compared, entries } = (await inOrder.next()).value as ExaminedWithEntries;
    rows.push(row);
    if (scale !== undefined) scales.set(at, scale);
    if (swayedBy !== undefined) misfits.push({ at, swayedBy });
    if (compared === undefined) continue;
    const entry = place.entry as Readable;
    const weight = { dtype: entry.dtype, entries: entries ?? (await excerptOf(place.weights, entry)).entries };
    comparison.add(at, weight, comparedIn(place, areRanks), compared);
  }
  const inUse = new Set(rows.flatMap((row) => (row.verdict === "pass" ? [row.bestFit, ...row.alsoFits] : [])));
  const swayed = misfits.filter(({ swayedBy }) => swayedBy.some((name) => inUse.has(name)));
  await Promise.all(
    swayed.map(async ({ at }) => {
      rows[at] = (await examineAgain(start + at, [...inUse])).row;
    }),
  );
  for (const { row: at, diagnosis, pValue } of comparison.findings()) {
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
  return readTogether(await exchanged(rows, places, context), scales);
}
