import { didYouMean } from "../../contract/nearest.js";
import type { NetworkBlock } from "./block.js";
import { layerNorm } from "./layerNorm.js";
import { mlp } from "./mlp.js";
import { postLayerNorm } from "./postLayerNorm.js";
import { postRmsNorm } from "./postRmsNorm.js";
import { preLayerNorm } from "./preLayerNorm.js";
import { preRmsNorm } from "./preRmsNorm.js";
import { residual } from "./residual.js";
import { residualScaled } from "./residualScaled.js";
import { reZero } from "./reZero.js";
import { skipInit } from "./skipInit.js";

export const blocks: readonly NetworkBlock[] = [
  mlp,
  residual,
  residualScaled,
  preLayerNorm,
  postLayerNorm,
  preRmsNorm,
  postRmsNorm,
  layerNorm,
  reZero,
  skipInit,
];

/** The block of an architecture. Throws an error of one line that lists the names. */
export function blockNamed(architecture: string): NetworkBlock {
  const found = blocks.find(({ name }) => name === architecture);
  if (found) return found;
  const names = blocks.map(({ name }) => name);
  const got = `${JSON.stringify(architecture)}${didYouMean(architecture, names)}`;
  throw new RangeError(`architecture: must be one of ${names.join(", ")}, got ${got}`);
}
