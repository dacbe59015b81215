/** One initializer has one mistake: shapes that distinguish two readings decide for those that do not. */
import type { CaseResult } from "../../record/index.js";

/**
 * If a case's data allow several readings, the one that most failing cases of the same initializer allow comes first. Readings
 * are only reordered, never added or dropped.
 */
export function reconcile(results: readonly CaseResult[]): readonly CaseResult[] {
  const votes = new Map<string, Map<string, number>>();
  for (const result of results) {
    if (result.diagnosis === null) continue;
    const tally = votes.get(initializerOf(result)) ?? new Map<string, number>();
    votes.set(initializerOf(result), tally);
    const { mistake, alsoFits } = result.diagnosis;
    // A first reading counts a little more, so that a tie changes nothing.
    tally.set(mistake, (tally.get(mistake) ?? 0) + 1.001);
    for (const other of alsoFits) tally.set(other, (tally.get(other) ?? 0) + 1);
  }
  return results.map((result) => withFirst(result, votes.get(initializerOf(result))));
}

const initializerOf = ({ key: { subject, initializer, contract, dtype } }: CaseResult): string =>
  [subject, initializer, contract, dtype].join("\n");

function withFirst(result: CaseResult, tally: ReadonlyMap<string, number> | undefined): CaseResult {
  const { diagnosis } = result;
  if (diagnosis === null || tally === undefined || diagnosis.alsoFits.length === 0) return result;
  const readings = [diagnosis.mistake, ...diagnosis.alsoFits].toSorted((a, b) => tally.get(b)! - tally.get(a)!);
  const [mistake, ...alsoFits] = readings;
  if (mistake === diagnosis.mistake) return result;
  const evidence = `${diagnosis.evidence}; here as likely ${diagnosis.mistake}, which other shapes speak against`;
  return { ...result, diagnosis: { mistake: mistake!, evidence, alsoFits } };
}
