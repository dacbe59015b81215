import { batchNorm } from "./batchNorm.js";
import { convolutionKernels } from "./convolutionKernels.js";
import { coordinateCheck } from "./coordinateCheck.js";
import { deadOnBatch } from "./deadOnBatch.js";
import { deltaOrthogonal } from "./deltaOrthogonal.js";
import { dyingRelu } from "./dyingRelu.js";
import { failureModeTwo } from "./failureModeTwo.js";
import { fixedStandardDeviation } from "./fixedStandardDeviation.js";
import { gatedRecurrence } from "./gatedRecurrence.js";
import { glorotNormalized, glorotStandard } from "./glorotBengio.js";
import { glorotSingularValues } from "./glorotSingularValues.js";
import { heKeeps } from "./heKeeps.js";
import { hundredLayers } from "./hundredLayers.js";
import { layerNorm } from "./layerNorm.js";
import { lognormalProducts } from "./lognormalProducts.js";
import { meanLength } from "./meanLength.js";
import { chaoticPhase, deepChaos, edgeOfChaosPaper, orderedPhase } from "./orderToChaos.js";
import type { Paper } from "./paper.js";
import { penningtonDeep } from "./penningtonDeep.js";
import { penningtonRelu } from "./penningtonRelu.js";
import { rankCollapse } from "./rankCollapse.js";
import { recurrent } from "./recurrent.js";
import { residualGrowth } from "./residualGrowth.js";
import { saxeSpectrum } from "./saxeSpectrum.js";
import { selfNormalizing } from "./selfNormalizing.js";
import { shapedRectifier } from "./shapedRectifier.js";
import { torchDefault } from "./torchDefault.js";
import { vggTenLayers } from "./vggTenLayers.js";
import { xavierStalls } from "./xavierStalls.js";
import { zeroBranches } from "./zeroBranches.js";
import { zeroPadding } from "./zeroPadding.js";

/** Every result that is reproduced, in the order of the page. */
export const papers: readonly Paper[] = [
  glorotStandard,
  glorotNormalized,
  glorotSingularValues,
  xavierStalls,
  heKeeps,
  torchDefault,
  fixedStandardDeviation,
  vggTenLayers,
  meanLength,
  failureModeTwo,
  lognormalProducts,
  selfNormalizing,
  edgeOfChaosPaper,
  orderedPhase,
  chaoticPhase,
  deepChaos,
  saxeSpectrum,
  penningtonRelu,
  penningtonDeep,
  dyingRelu,
  deadOnBatch,
  residualGrowth,
  zeroBranches,
  shapedRectifier,
  rankCollapse,
  batchNorm,
  layerNorm,
  zeroPadding,
  deltaOrthogonal,
  convolutionKernels,
  coordinateCheck,
  recurrent,
  gatedRecurrence,
  hundredLayers,
];
