/** Cases whose tensors no memory holds are refused before the first is drawn. */
import { requireMemory } from "../machine/bounds.js";
import { entryCount } from "../weights/tensor.js";
import type { Case } from "./plan.js";

/** Measured at its peak: a case's tensors as they come, joined, sorted and transformed. */
const BYTES_AN_ENTRY = 80;

/** Entries that a case's first stage holds. */
export const entriesOf = ({ shape, samples }: Case): number => Math.max(samples, entryCount(shape));

/** @throws RangeError of one line where the largest cases, as many as there are threads, would not fit */
export function requireRoom(command: string, cases: readonly Case[], threads: number): void {
  const sizes = cases.map(entriesOf).sort((a, b) => b - a);
  const together = sizes.slice(0, threads).reduce((sum, size) => sum + size, 0);
  requireMemory(`${command}: cases of ${sizes[0] ?? 0} entries`, together * BYTES_AN_ENTRY);
}
