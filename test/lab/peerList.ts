/** The implementations that the peer table gates: what each documents, where, and how to see it through its own API. */
import type { GateRequest } from "../../harness/gate/cases.js";

export interface PeerClaim extends Omit<GateRequest, "seed"> {
  readonly initializers: readonly string[];
  /** Where the peer says so; absent: it documents no contract, and is identified, not judged. */
  readonly documented?: string;
  readonly limits?: (inputs: number) => readonly [number, number];
}

export interface Peer {
  readonly name: string;
  /** A built-in subject, or a program in test/peers. */
  readonly subject?: string;
  readonly program?: readonly string[];
  /** The axis of inputs, where it is not the first. */
  readonly inputs?: 1;
  readonly claims: readonly PeerClaim[];
  /** A program against the peer's own API that prints the defect: run, and shown with what it printed. */
  readonly reproductions: readonly { readonly says: string; readonly language: "js" | "py"; readonly code: string }[];
}

const WIDE = [
  [7, 13],
  [30, 50],
] as const;

const claim = (name: string, as: string, documented: string, more: Omit<GateRequest, "seed"> = {}): PeerClaim => ({
  initializers: [name],
  as,
  documented,
  shapes: WIDE,
  ...more,
});

/** `limits` are what its source was read to draw uniformly between, given the number of inputs. */
const unclaimed = (name: string, limits: (inputs: number) => readonly [number, number]): PeerClaim => ({
  initializers: [name],
  shapes: WIDE,
  limits,
});

const TFJS = "API documentation of tf.initializers";
const TORCH = "documentation of torch.nn.init";
const LAYERS = "documentation of torch.nn";
const VARIANCE = "const variance = (w) => { const x = [...w]; return x.reduce((s, v) => s + v * v, 0) / x.length; };\n";

export const peers: readonly Peer[] = [
  {
    name: "TensorFlow.js",
    subject: "tfjs",
    claims: [
      ...["glorot_uniform", "he_uniform", "lecun_uniform"].map((name) => claim(name, name, TFJS)),
      ...["glorot_normal", "he_normal", "lecun_normal"].map((name) => claim(name, `keras:${name}`, TFJS)),
      claim("random_normal", "random_normal", TFJS),
      claim("truncated_normal", "keras:truncated_normal", TFJS),
      claim("random_uniform", "random_uniform", TFJS, { params: { minval: 0, maxval: 1 } }),
      claim("variance_scaling", "keras:variance_scaling", TFJS, { params: { distribution: "truncated_normal" } }),
      claim("orthogonal", "orthogonal", TFJS),
      claim("conv2d.he_uniform", "he_uniform", TFJS, { shapes: [[3, 3, 5, 7]] }),
      claim("depthwise_conv2d.he_uniform", "he_uniform", TFJS, { shapes: [[3, 3, 64, 1]] }),
      claim("conv2d_transpose.he_uniform", "he_uniform", TFJS, { shapes: [[3, 3, 64, 8]] }),
      claim("separable_conv2d_pointwise.he_uniform", "he_uniform", TFJS, { shapes: [[1, 1, 8, 13]] }),
      claim("dense_stack.he_uniform", "he_uniform", `${TFJS}, for each of two layers`, { shapes: [[2, 30, 50]] }),
      claim("he_uniform", "he_uniform", TFJS, { shapes: [[100]], layout: "i" }),
    ],
    reproductions: [
      {
        says: "He's normal has 0.774 of its variance",
        language: "js",
        code: `import tf from "@tensorflow/tfjs";
${VARIANCE}const w = tf.initializers.heNormal({ seed: 1 }).apply([300, 500]);
console.log(variance(w.dataSync()) / (2 / 300));`,
      },
      {
        says: "seed 0 is no seed",
        language: "js",
        code: `import tf from "@tensorflow/tfjs";
const draw = () => tf.initializers.randomNormal({ seed: 0 }).apply([4]).dataSync().join();
console.log(draw() === draw());`,
      },
      {
        says: "a pointwise initializer is not taken",
        language: "js",
        code: `import tf from "@tensorflow/tfjs";
const layer = tf.layers.separableConv2d({ filters: 2, kernelSize: 1, pointwiseInitializer: "ones" });
layer.build([null, 8, 8, 2]);
console.log(layer.getWeights()[1].dataSync().every((x) => x === 1));`,
      },
      {
        says: "the distribution truncatedNormal is a uniform: its kurtosis is 1.8, not 2.37",
        language: "js",
        code: `import tf from "@tensorflow/tfjs";
const w = tf.initializers.varianceScaling({ distribution: "truncatedNormal", seed: 1 }).apply([300, 500]).dataSync();
const mean = (f) => w.reduce((sum, x) => sum + f(x), 0) / w.length;
console.log(mean((x) => x ** 4) / mean((x) => x ** 2) ** 2);`,
      },
    ],
  },
  {
    name: "PyTorch",
    subject: "torch",
    claims: [
      ...["xavier_uniform_", "xavier_normal_", "kaiming_uniform_", "kaiming_normal_", "orthogonal_", "sparse_"].map(
        (name) => claim(name, `torch:${name}`, TORCH),
      ),
      claim("trunc_normal_", "torch:trunc_normal_", TORCH, { params: { std: 0.02 } }),
      claim("linear_default", "torch:linear_default", LAYERS),
      claim("conv_default", "torch:conv_default", LAYERS, { shapes: [[7, 5, 3, 2]] }),
      claim("conv_default", "torch:conv_default", LAYERS, {
        shapes: [[28, 5, 3, 2]],
        layout: "(go)ihw",
        groups: 4,
      }),
      claim("xavier_uniform_", "torch:xavier_uniform_", TORCH, {
        shapes: [[28, 5, 3, 2]],
        layout: "(go)ihw",
        groups: 4,
      }),
      claim("kaiming_normal_", "torch:kaiming_normal_", TORCH, { shapes: [[40, 5, 3, 2]], layout: "iohw" }),
      claim("mha_in_proj", "torch:mha_in_proj", "xavier_uniform_, as for each projection apart", {
        shapes: [[900, 300]],
        layout: "(go)i",
        groups: 3,
      }),
      claim("lstm_default", "torch:lstm_default", LAYERS, { shapes: [[200, 30]], layout: "(go)i", groups: 4 }),
      claim("xavier_uniform_", "torch:xavier_uniform_", TORCH, { dtype: "bfloat16" }),
    ],
    reproductions: [
      {
        says: "xavier's fan_out counts all three packed projections: half the variance",
        language: "py",
        code: `import torch
torch.manual_seed(1)
print((torch.nn.MultiheadAttention(300, 1).in_proj_weight.var() / (2 / 600)).item())`,
      },
      {
        says: "a uniform of bfloat16 has 256 values",
        language: "py",
        code: `import torch
torch.manual_seed(1)
print(torch.nn.init.xavier_uniform_(torch.empty(300, 500, dtype=torch.bfloat16)).unique().numel())`,
      },
    ],
  },
  {
    name: "scikit-learn",
    program: ["/usr/bin/python3", "sklearn_mlp.py"],
    claims: ["mlp_classifier", "mlp_regressor"].flatMap((name) =>
      ["relu", "logistic"].map((activation) =>
        claim(name, "sklearn:mlp_weights", "source, after Glorot and Bengio", { params: { activation } }),
      ),
    ),
    reproductions: [],
  },
  {
    name: "@jax-js/jax",
    subject: "jax-js",
    claims: [
      claim("random_normal", "random_normal", "documentation of random.normal"),
      claim("random_uniform", "random_uniform", "documentation of random.uniform"),
    ],
    reproductions: [],
  },
  {
    name: "js-pytorch",
    program: ["node", "js-pytorch.mjs"],
    claims: [
      claim("linear", "lecun_normal", "docstring of nn.Linear: divided by the root of the first input dimension"),
      claim("randn", "random_normal", "docstring of randn", { params: { stddev: 1 } }),
      claim("rand", "random_uniform", "docstring of rand", { params: { minval: 0, maxval: 1 } }),
    ],
    reproductions: [
      {
        says: "randn is made of uniforms on [0.001, 0.981]: its mean is not 0",
        language: "js",
        code: `import { torch } from "js-pytorch";
const w = torch.randn([1000, 1000]).data.flat();
console.log((w.reduce((sum, x) => sum + x, 0) / w.length).toFixed(2));`,
      },
    ],
  },
  {
    name: "convnetjs",
    program: ["node", "convnetjs.mjs"],
    claims: [claim("fully_connected", "lecun_normal", "comment in Vol: equal output variance, sqrt(1 / n)")],
    reproductions: [],
  },
  {
    name: "brain.js",
    inputs: 1,
    program: ["node", "brain.js.mjs"],
    claims: [unclaimed("hidden_layer", () => [-0.2, 0.2])],
    reproductions: [],
  },
  {
    name: "ml-fnn",
    program: ["node", "ml-fnn.mjs"],
    claims: [unclaimed("hidden_layer", (n) => [0, 1 / Math.sqrt(n)])],
    reproductions: [],
  },
  {
    name: "synaptic",
    program: ["node", "synaptic.mjs"],
    claims: [unclaimed("projection", () => [-0.1, 0.1])],
    reproductions: [],
  },
  {
    name: "neataptic",
    program: ["node", "neataptic.mjs"],
    claims: [unclaimed("perceptron", () => [-0.1, 0.1]), unclaimed("network", (n) => [0, Math.sqrt(2 * n)])],
    reproductions: [],
  },
];
