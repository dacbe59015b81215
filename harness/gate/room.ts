/** Refuses cases whose tensors do not fit in memory, before the first is drawn. */
import { requireMemory } from "../machine/bounds.js";
import { entryCount } from "../weights/tensor.js";
import type { Case } from "./plan.js";

/** The measured peak: a case's tensors as received, joined, sorted and transformed. */
const BYTES_AN_ENTRY = 80;

/** The number of entries in the first stage of a case. */
export const entriesOf = ({ shape, samples }: Case): number => Math.max(samples, entryCount(shape));

/** @throws RangeError of one line if the largest cases, one for each thread, would not fit */
export function requireRoom(command: string, cases: readonly Case[], threads: number): void {
  const sizes = cases.map(entriesOf).sort((a, b) => b - a);
  const together = sizes.slice(0, threads).reduce((sum, size) => sum + size, 0);
  requireMemory(`${command}: cases of ${sizes[0] ?? 0} entries`, together * BYTES_AN_ENTRY);
}
