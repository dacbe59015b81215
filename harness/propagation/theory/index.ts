export { type Activation, activationByName, activations } from "../activation/index.js";
export { type ActivationMoments, activationMoments } from "./activationMoments.js";
export { backwardCurve } from "./backwardCurve.js";
export { type BackwardLaw, backwardExpansion } from "./backwardExpansion.js";
export { correlationCurve } from "./correlationCurve.js";
export { correlationMap, correlationSlope } from "./correlationMap.js";
export { type CorrelationMoments, correlationMoments } from "./correlationMoments.js";
export { deadBatchFraction, deadEverywhereBounds, deadNetworkProbability } from "./deadUnits.js";
export { type CriticalPoint, edgeOfChaos } from "./edgeOfChaos.js";
export { type FiniteJacobianOptions, finiteJacobianVariance } from "./finiteJacobianVariance.js";
export { depthScale, type FixedPoint, fixedPoint } from "./fixedPoint.js";
export { type Float32Loss, float32Horizon, float32LostAtLayer, float32SubnormalAtLayer } from "./float32Horizon.js";
export { forwardCurve } from "./forwardCurve.js";
export { forwardExpansion } from "./forwardExpansion.js";
export { type Gains, gains } from "./gains.js";
export {
  type JacobianOptions,
  type JacobianSpectrum,
  jacobianSpectrum,
  jacobianVariance,
  meanSingularValue,
} from "./jacobianSpectrum.js";
export { largestJacobianValue } from "./largestJacobianValue.js";
export { layerSingularValue } from "./layerSingularValue.js";
export type { FixedPointStatus } from "./lengthLimit.js";
export { chi1, chiParallel, lengthMap } from "./lengthMap.js";
export { type FillNormals, type SampledLengths, sampleLengths } from "./lengthSampler.js";
export type { LogLaw } from "./logLaw.js";
export { type Band, meanBand } from "./meanBand.js";
export { meanFieldCurve } from "./meanFieldCurve.js";
export type { NetworkOptions } from "./network.js";
export { BATCH_NORM_RELU_GRADIENT_GROWTH, layerNormGradientGrowth } from "./normalizationGrowth.js";
export { type ConstantWeightLayer, onesCurve, zerosCurve } from "./onesCurve.js";
export { type OnLayer, samplePreactivations } from "./preactivationSampler.js";
export { type LogRatio, reluLogRatio, reluSecondMomentFactor } from "./reluLogRatio.js";
export { fixupScale, residualGrowth } from "./residualGrowth.js";
export { bonferroniQuantile, randomWalkCorrelations, supQuantile } from "./supQuantile.js";
export { type CorrelationStep, tailoredPlainSlope, tailoredSlope } from "./tailoredSlope.js";
export { torchGain } from "./torchGain.js";
export { type EntryVariance, type WeightInitializer, weightVariance } from "./weightVariance.js";
export { type PaddingOptions, zeroPaddingMass } from "./zeroPaddingMass.js";
