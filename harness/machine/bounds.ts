/** Compares what a request would take with what this machine has, before anything is drawn or started. */

import { availableParallelism, totalmem } from "node:os";
import { power } from "../numeric/power.js";

/** The share of the memory that one run may plan with: estimates are rough, and other programs need memory too. */
const SHARE = 0.75;

/** Bytes that this process may use: of the machine, or of its container if that has less. */
export function availableMemory(): number {
  const constrained = process.constrainedMemory?.() ?? 0;
  return SHARE * (constrained > 0 ? Math.min(constrained, totalmem()) : totalmem());
}

/** @throws RangeError of one line with the estimate, if `what` would take more bytes than `available` */
export function requireMemory(what: string, bytes: number, available = availableMemory()): void {
  if (bytes <= available) return;
  throw new RangeError(
    `${what} must fit into memory, got about ${sizeText(bytes)} of ${sizeText(available)}: take less`,
  );
}

/** "3.2 TB" */
function sizeText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  const unit = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(bytes) / 3)));
  return `${Number((bytes / power(1000, unit)).toPrecision(2))} ${units[unit]}`;
}

/** More than a few threads for each core only take memory; results do not depend on their number. */
export const usefulThreads = (threads: number): number =>
  Math.max(1, Math.min(threads, Math.max(16, 4 * availableParallelism())));
