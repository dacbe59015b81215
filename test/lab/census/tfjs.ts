import { claim, type Peer, VARIANCE } from "./peer.js";

const TFJS = "API documentation of tf.initializers";

export const tfjs: Peer = {
  name: "TensorFlow.js",
  language: "JavaScript",
  subject: "tfjs",
  npm: "@tensorflow/tfjs",
  claims: [
    ...["glorot_uniform", "he_uniform", "lecun_uniform"].map((name) => claim(name, name, TFJS)),
    ...["glorot_normal", "he_normal", "lecun_normal"].map((name) => claim(name, `keras:${name}`, TFJS)),
    claim("random_normal", "random_normal", TFJS),
    claim("truncated_normal", "keras:truncated_normal", TFJS),
    claim("random_uniform", "random_uniform", TFJS, { params: { minval: 0, maxval: 1 } }),
    claim("random_uniform", "random_uniform", TFJS, { params: { minval: -1, maxval: 0 }, shapes: [[30, 50]] }),
    claim("random_normal", "random_normal", TFJS, { params: { stddev: 0 }, shapes: [[30, 50]] }),
    claim("variance_scaling", "keras:variance_scaling", TFJS, { params: { distribution: "truncated_normal" } }),
    claim("orthogonal", "orthogonal", TFJS),
    claim("conv2d.he_uniform", "he_uniform", TFJS, { shapes: [[3, 3, 5, 7]] }),
    claim("depthwise_conv2d.he_uniform", "he_uniform", TFJS, { shapes: [[3, 3, 64, 1]] }),
    claim("conv2d_transpose.he_uniform", "he_uniform", TFJS, { shapes: [[3, 3, 64, 8]] }),
    claim("separable_conv2d_pointwise.he_uniform", "he_uniform", TFJS, { shapes: [[1, 1, 8, 13]] }),
    claim("dense_stack.he_uniform", "he_uniform", `${TFJS}, for each of two layers`, { shapes: [[2, 30, 50]] }),
    claim("he_uniform", "he_uniform", TFJS, { shapes: [[100]], layout: "i" }),
  ],
  findings: [
    {
      initializers: ["glorot_normal", "he_normal", "lecun_normal"],
      mistakes: ["truncated-uncorrected"],
      says: "The normals are truncated at two standard deviations and not rescaled: He's has 0.774 of its variance",
      upstream: "tensorflow/tfjs#8594",
      language: "js",
      code: `import tf from "@tensorflow/tfjs";
${VARIANCE}const w = tf.initializers.heNormal({ seed: 1 }).apply([300, 500]);
console.log(variance(w.dataSync()) / (2 / 300));`,
    },
    {
      initializers: ["random_normal", "truncated_normal", "orthogonal"],
      mistakes: ["seed-ignored"],
      says: "Seed 0 is taken for no seed",
      upstream: "not found",
      language: "js",
      code: `import tf from "@tensorflow/tfjs";
const draw = () => tf.initializers.randomNormal({ seed: 0 }).apply([4]).dataSync().join();
console.log(draw() === draw());`,
    },
    {
      initializers: ["random_uniform"],
      mistakes: ["wrong-scale", "other-law", "shifted-mean"],
      says: "A minval or maxval of 0 is taken for none: [0, 1] is drawn from [-0.05, 1], and [-1, 0] up to 0.05",
      upstream: "not found",
      language: "js",
      code: `import tf from "@tensorflow/tfjs";
const draw = (limits) => tf.initializers.randomUniform({ ...limits, seed: 1 }).apply([300, 500]).dataSync();
console.log(draw({ minval: 0, maxval: 1 }).reduce((least, x) => Math.min(least, x)));
console.log(draw({ minval: -1, maxval: 0 }).reduce((most, x) => Math.max(most, x)));`,
    },
    {
      initializers: ["random_normal"],
      mistakes: ["wrong-scale"],
      says: "A stddev of 0 is taken for none: 0.05",
      upstream: "not found",
      language: "js",
      code: `import tf from "@tensorflow/tfjs";
${VARIANCE}const w = tf.initializers.randomNormal({ stddev: 0, seed: 1 }).apply([300, 500]).dataSync();
console.log(Math.sqrt(variance(w)));`,
    },
    {
      initializers: [],
      mistakes: [],
      says: "VarianceScaling takes a scale of 0, where it documents a positive one, and draws zeros",
      upstream: "not found",
      language: "js",
      code: `import tf from "@tensorflow/tfjs";
const w = tf.initializers.varianceScaling({ scale: 0, seed: 1 }).apply([300, 500]).dataSync();
console.log(w.every((x) => x === 0));`,
    },
    {
      initializers: ["separable_conv2d_pointwise.he_uniform"],
      mistakes: ["seed-ignored"],
      says: "The pointwise initializer of a separable convolution is not taken",
      upstream: "not found",
      language: "js",
      code: `import tf from "@tensorflow/tfjs";
const layer = tf.layers.separableConv2d({ filters: 2, kernelSize: 1, pointwiseInitializer: "ones" });
layer.build([null, 8, 8, 2]);
console.log(layer.getWeights()[1].dataSync().every((x) => x === 1));`,
    },
    {
      initializers: ["variance_scaling"],
      mistakes: ["uniform-not-normal"],
      says: "The distribution truncatedNormal is a uniform: its kurtosis is 1.8, not 2.37",
      upstream: "not found",
      language: "js",
      code: `import tf from "@tensorflow/tfjs";
const w = tf.initializers.varianceScaling({ distribution: "truncatedNormal", seed: 1 }).apply([300, 500]).dataSync();
const mean = (f) => w.reduce((sum, x) => sum + f(x), 0) / w.length;
console.log(mean((x) => x ** 4) / mean((x) => x ** 2) ** 2);`,
    },
    {
      initializers: ["depthwise_conv2d.he_uniform"],
      mistakes: ["groups-ignored"],
      says: "The fan of a depthwise kernel counts all channels: 1/64 of the variance at 64 channels",
      upstream: "keras-team/keras#11773",
      language: "js",
      code: `import tf from "@tensorflow/tfjs";
${VARIANCE}const depthwiseInitializer = tf.initializers.heUniform({ seed: 1 });
const layer = tf.layers.depthwiseConv2d({ kernelSize: 3, depthwiseInitializer });
layer.build([null, 8, 8, 64]);
console.log(variance(layer.getWeights()[0].dataSync()) / (2 / 9));`,
    },
    {
      initializers: ["conv2d_transpose.he_uniform"],
      mistakes: ["fan-out-for-fan-in"],
      says: "A transposed kernel is stored outputs first, and its outputs are taken for the fan of inputs",
      upstream: "keras-team/keras#11773",
      language: "js",
      code: `import tf from "@tensorflow/tfjs";
${VARIANCE}const kernelInitializer = tf.initializers.heUniform({ seed: 1 });
const layer = tf.layers.conv2dTranspose({ filters: 64, kernelSize: 3, kernelInitializer });
layer.build([null, 8, 8, 8]);
console.log(variance(layer.getWeights()[0].dataSync()) / (2 / 72));`,
    },
    {
      initializers: ["dense_stack.he_uniform"],
      mistakes: ["repeated-block"],
      says: "Layers that share an initializer with a seed start with the same weights",
      upstream: "documented by Keras for a seed that is a number",
      language: "js",
      code: `import tf from "@tensorflow/tfjs";
const he = tf.initializers.heUniform({ seed: 1 });
console.log(he.apply([2, 2]).dataSync().join() === he.apply([2, 2]).dataSync().join());`,
    },
    {
      initializers: ["he_uniform"],
      mistakes: ["wrong-scale"],
      says: "The fan of a vector of n is the square root of n: ten times the variance at 100",
      upstream: "not found",
      language: "js",
      code: `import tf from "@tensorflow/tfjs";
${VARIANCE}console.log(variance(tf.initializers.heUniform({ seed: 1 }).apply([10000]).dataSync()) / (2 / 10000));`,
    },
  ],
};
