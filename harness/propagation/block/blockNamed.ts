import { didYouMean } from "../../contract/nearest.js";
import { batchNorm } from "./batchNorm.js";
import type { LayerBlock, NetworkBlock } from "./block.js";
import { conv, convCircular, convPool, convStride } from "./convolutional.js";
import { deepNorm } from "./deepNorm.js";
import { dropout } from "./dropout.js";
import type { FormulaBlock } from "./formula.js";
import { gated } from "./gated.js";
import { gru } from "./gru.js";
import { layerNorm } from "./layerNorm.js";
import { lstm } from "./lstm.js";
import { mlp } from "./mlp.js";
import { postLayerNorm } from "./postLayerNorm.js";
import { postRmsNorm } from "./postRmsNorm.js";
import { preLayerNorm } from "./preLayerNorm.js";
import { preRmsNorm } from "./preRmsNorm.js";
import { rnn } from "./recurrent.js";
import { residual } from "./residual.js";
import { residualScaled } from "./residualScaled.js";
import { reZero } from "./reZero.js";
import { skipInit } from "./skipInit.js";
import { attentionOnly, gpt, gptScaled, transformer, transformerPostNorm, transformerScaled } from "./transformer.js";

export const blocks: readonly NetworkBlock[] = [
  mlp,
  residual,
  residualScaled,
  preLayerNorm,
  postLayerNorm,
  preRmsNorm,
  postRmsNorm,
  deepNorm,
  layerNorm,
  reZero,
  skipInit,
];

export const formulas: readonly FormulaBlock[] = [
  dropout(undefined, "dropout"),
  batchNorm,
  gated,
  conv,
  convCircular,
  convStride,
  convPool,
  rnn,
  lstm,
  gru,
  attentionOnly,
  transformer,
  transformerScaled,
  transformerPostNorm,
  gpt,
  gptScaled,
];

export const architectureNames: readonly string[] = [...blocks, ...formulas].map(({ name }) => name);

const DROPOUT = /^dropout_(0?\.\d+)$/;

/** The block of an architecture. Throws an error of one line that lists the names. */
export function blockNamed(architecture: string): LayerBlock {
  const rate = DROPOUT.exec(architecture)?.[1];
  if (rate !== undefined && Number(rate) > 0) return dropout(Number(rate), architecture);
  const found = [...blocks, ...formulas].find(({ name }) => name === architecture);
  if (found) return found;
  const got = `${JSON.stringify(architecture)}${didYouMean(architecture, architectureNames)}`;
  throw new RangeError(`architecture: must be one of ${architectureNames.join(", ")} or dropout_<rate>, got ${got}`);
}
