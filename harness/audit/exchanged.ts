/**
 * Finds tensors that fail their own claim and follow the claim of another tensor of their layer: a scale on the wrong
 * matrix, or two matrices exchanged. A note says so; the verdict stays.
 */
import { indicesIn } from "../contract/pattern.js";
import type { AuditRow } from "../record/index.js";
import { type ExaminationContext, followsContract } from "./examine.js";
import type { Place } from "./places.js";

/** The most failed tensors that are tested, and the most contracts that each of them is tested against. */
const MOST_FAILED = 200;
const MOST_CONTRACTS = 16;

/** The rows, with a note at each failed tensor that follows the contract of another. */
export async function exchanged(
  rows: readonly AuditRow[],
  places: readonly Place[],
  context: ExaminationContext,
): Promise<readonly AuditRow[]> {
  const failed = rows.flatMap(({ verdict }, at) => (verdict === "fail" && isClaimed(places[at]!) ? [at] : []));
  const followed = new Map<number, number>();
  for (const at of failed.slice(0, MOST_FAILED)) {
    for (const other of othersOf(at, failed, places)) {
      if (!(await followsContract(places[at]!, places[other]!.held!.contract, context))) continue;
      followed.set(at, other);
      break;
    }
  }
  return rows.map((row, at) => {
    const other = followed.get(at);
    if (other === undefined) return row;
    const back = followed.get(other);
    const isReverse = back !== undefined && nameOf(places[back]!) === nameOf(places[at]!);
    const law = `follows the contract of ${rows[other]!.tensor}, ${nameOf(places[other]!)}`;
    const said = `${law}${isReverse ? ", and the reverse" : ""}`;
    return { ...row, note: [row.note, said].filter((text) => text !== "").join("; ") };
  });
}

const nameOf = ({ held }: Place): string => held!.contract.name;

const isClaimed = ({ held, entry }: Place): boolean =>
  held !== undefined && !held.isFree && entry.unsupported === undefined && entry.quantized === undefined;

/**
 * One tensor of the same layer for each other contract, a failed one if there is one: two failed tensors may have been
 * exchanged.
 */
function othersOf(at: number, failed: readonly number[], places: readonly Place[]): readonly number[] {
  const layer = indicesIn(places[at]!.tensor).join();
  const byContract = new Map<string, number>();
  for (const other of [...failed, ...places.keys()]) {
    const place = places[other]!;
    if (!isClaimed(place) || indicesIn(place.tensor).join() !== layer || byContract.has(nameOf(place))) continue;
    byContract.set(nameOf(place), other);
    if (byContract.size > MOST_CONTRACTS) break;
  }
  byContract.delete(nameOf(places[at]!));
  return [...byContract.values()];
}
