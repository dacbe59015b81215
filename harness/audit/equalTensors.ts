/** Tensors that must be equal, within a model or across ranks that hold copies of it, and tensors that must not. */
import { basename, resolve } from "node:path";
import { matches } from "../contract/pattern.js";
import type { AuditRow, Diagnosis } from "../record/index.js";
import type { Weights } from "../weights/weights.js";
import type { Replicated, Tied } from "./claims.js";
import type { Readable } from "./excerpt.js";
import type { Place } from "./places.js";
import { difference, type Stored } from "./tied.js";

/** The tensors that are compared with each other: those of one file, or those of the dumps of several ranks. */
export interface ComparisonGroup {
  readonly places: readonly Place[];
  /** Names that may be equal within the group. */
  readonly equal: readonly Tied[];
  readonly areRanks: boolean;
}

/** Throws a RangeError of one line if the file of a rank is not audited. */
export function comparisonGroups(
  files: readonly (readonly Place[])[],
  replicated: readonly Replicated[],
): readonly ComparisonGroup[] {
  const rank = (list: readonly Place[]): Replicated | undefined =>
    replicated.find((one) => one.files.some((file) => resolve(file) === resolve(list[0]?.file ?? "")));
  const alone = files.filter((list) => rank(list) === undefined);
  return [
    ...alone.map((places) => ({ places, equal: [], areRanks: false })),
    ...replicated.map((one) => {
      const own = files.filter((list) => rank(list) === one);
      if (own.length < one.files.length) {
        throw new RangeError(
          `replicated: every one of its files must be audited, got ${own.length} of ${one.files.length}`,
        );
      }
      const equal = own[0]!
        .filter(({ tensor }) => one.names.some((pattern) => matches(pattern, tensor)))
        .map(({ tensor }) => ({ names: own.map((list) => inFile(list[0]!.file, tensor)) }));
      return { places: own.flat(), equal, areRanks: true };
    }),
  ];
}

const inFile = (file: string, name: string): string => `${basename(file)}:${name}`;

/** A tensor under the name that comparisons print: for ranks the name begins with the file. */
export interface Compared {
  readonly entry: Readable;
  /** The name of the whole tensor, where the entry is a part of it. */
  readonly tensor: string;
}

export function comparedIn({ file, entry, tensor }: Place, areRanks: boolean): Compared {
  const readable = entry as Readable;
  if (!areRanks) return { entry: readable, tensor };
  return { entry: { ...readable, name: inFile(file, readable.name) }, tensor: inFile(file, tensor) };
}

export const asReplicated = (diagnosis: Diagnosis): Diagnosis => ({ ...diagnosis, mistake: "replicated" });

export const storedIn = (file: string, weights: Weights): readonly Stored[] =>
  weights.entries.flatMap((entry) =>
    entry.unsupported === undefined ? [{ file: entry.file ?? file, weights, entry }] : [],
  );

/** A tensor that should equal another and does not. */
export interface Unequal {
  readonly file: string;
  readonly tensor: string;
  readonly diagnosis: Diagnosis;
}

export async function untied(tied: readonly Tied[], stored: readonly Stored[]): Promise<readonly Unequal[]> {
  const found: Unequal[] = [];
  for (const { names } of tied) {
    const [first, ...others] = stored.filter(({ entry }) => names.some((pattern) => matches(pattern, entry.name)));
    for (const other of others) found.push(...(await unequal("untied", first!, other)));
  }
  return found;
}

export async function unreplicated(
  replicated: readonly Replicated[],
  stored: readonly Stored[],
): Promise<readonly Unequal[]> {
  const found: Unequal[] = [];
  for (const { files, names } of replicated) {
    const [first, ...others] = files.map((file) => stored.filter((one) => resolve(one.file) === resolve(file)));
    const copied = first!.filter(({ entry }) => names.some((pattern) => matches(pattern, entry.name)));
    for (const pattern of names) {
      if (copied.some(({ entry }) => matches(pattern, entry.name))) continue;
      throw new RangeError(`replicated: every name must match a tensor of ${files[0]}, got none for ${pattern}`);
    }
    for (const one of copied) {
      for (const rank of others) {
        const twin = rank.find(({ entry }) => entry.name === one.entry.name);
        if (twin !== undefined) found.push(...(await unequal("not-replicated", one, twin)));
        else found.push({ ...placeOf(one), diagnosis: diagnosisOf("not-replicated", "it is not in every file") });
      }
    }
  }
  return found;
}

const placeOf = ({ file, entry }: Stored) => ({ file, tensor: entry.name });

const diagnosisOf = (mistake: string, evidence: string): Diagnosis => ({ mistake, evidence, alsoFits: [] });

async function unequal(mistake: string, one: Stored, other: Stored): Promise<readonly Unequal[]> {
  const evidence = await difference(one, other);
  const where = one.file === other.file ? "" : ` in ${basename(one.file)}`;
  return evidence === undefined ? [] : [{ ...placeOf(other), diagnosis: diagnosisOf(mistake, `${evidence}${where}`) }];
}

/** The rows; a tensor that differs from one that it should equal fails. */
export function withUnequalFailed(rows: readonly AuditRow[], unequals: readonly Unequal[]): readonly AuditRow[] {
  const failed = [...rows];
  for (const { file, tensor, diagnosis } of unequals) {
    const at = failed.findIndex(
      (row) => row.file === file && (row.tensor === tensor || row.tensor.startsWith(`${tensor}[`)),
    );
    if (at >= 0)
      failed[at] = { ...failed[at]!, verdict: "fail", diagnosis, note: "held against the tensors it should equal" };
  }
  return failed;
}
