import { didYouMean } from "../../contract/nearest.js";
import type { NetworkBlock } from "./block.js";
import { mlp } from "./mlp.js";
import { residual } from "./residual.js";
import { residualScaled } from "./residualScaled.js";

export const blocks: readonly NetworkBlock[] = [mlp, residual, residualScaled];

/** The block of an architecture. Throws an error of one line that lists the names. */
export function blockNamed(architecture: string): NetworkBlock {
  const found = blocks.find(({ name }) => name === architecture);
  if (found) return found;
  const names = blocks.map(({ name }) => name);
  const got = `${JSON.stringify(architecture)}${didYouMean(architecture, names)}`;
  throw new RangeError(`architecture: must be one of ${names.join(", ")}, got ${got}`);
}
