import { claimed, halves, type Peer, type PeerFinding } from "./peer.js";

const DOCS = "keras/src/initializers/random_initializers.py, docstrings";
const LAYERS = "keras/src/layers, docstrings: glorot_uniform";

const depthwise: PeerFinding = {
  initializers: ["depthwise_default"],
  mistakes: ["groups-ignored", "wrong-scale", "fan-scaled"],
  says: "The fans of a depthwise kernel count all channels, which no output of it sees",
  upstream: "keras-team/keras#11773",
  language: "py",
  code: `import keras
keras.utils.set_random_seed(1)
layer = keras.layers.DepthwiseConv2D(3)
layer.build((None, 8, 8, 64))
w = keras.ops.convert_to_numpy(layer.weights[0])
print(w.var() / (2 / (9 + 9)))`,
};

/** Keras 3 draws by its backend. */
const on = (
  backend: string,
  packages: readonly string[],
  findings: readonly PeerFinding[],
  older?: readonly string[],
): Peer => ({
  name: `Keras on ${backend}`,
  language: "Python",
  subject: "keras",
  pip: { latest: ["keras", ...packages], ...(older === undefined ? {} : { older }) },
  environment: { KERAS_BACKEND: backend.toLowerCase() },
  claims: [
    claimed(
      [
        "glorot_uniform",
        "glorot_normal",
        "he_uniform",
        "he_normal",
        "lecun_uniform",
        "lecun_normal",
        "random_normal",
        "random_uniform",
        "truncated_normal",
        "variance_scaling",
        "orthogonal",
      ],
      DOCS,
    ),
    claimed(["dense_default"], LAYERS),
    claimed(["conv_default", "conv_transpose_default"], LAYERS, { shapes: [[3, 2, 5, 7]] }),
    claimed(["depthwise_default"], LAYERS, { shapes: [[3, 3, 64, 1]] }),
    claimed(["attention_query_default"], LAYERS, { shapes: [[30, 5, 10]] }),
    claimed(["attention_out_default"], LAYERS, { shapes: [[5, 10, 30]] }),
    claimed(["lstm_default"], LAYERS, { shapes: [[30, 200]] }),
    ...halves(["glorot_uniform", "he_normal"], DOCS),
  ],
  findings: [depthwise, ...findings],
});

const coarse = (says: string): PeerFinding => ({
  initializers: ["glorot_uniform", "he_normal"],
  mistakes: ["few-states", "other-law", "shifted-mean", "low-precision"],
  dtypes: ["float16", "bfloat16"],
  says,
  upstream: "not found",
  language: "py",
  code: `import keras
for dtype in ("float16", "bfloat16"):
    w = keras.initializers.GlorotUniform(seed=1)((1000, 1000), dtype=dtype)
    w = keras.ops.convert_to_numpy(keras.ops.cast(w, "float32"))
    print(dtype, len(set(w.ravel().tolist())), w.mean() / w.std())`,
});

const attention: PeerFinding = {
  initializers: ["attention_query_default", "attention_out_default"],
  mistakes: ["wrong-scale", "fan-scaled", "receptive-field-ignored", "fan-avg", "other-law"],
  says: "Until 3.13 the kernels of three axes of an attention are read as those of a convolution",
  upstream: "keras-team/keras#22789, mended",
  language: "py",
  code: `import keras
keras.utils.set_random_seed(1)
layer = keras.layers.MultiHeadAttention(5, 10)
layer.build((None, 2, 30), (None, 2, 30))
w = keras.ops.convert_to_numpy(layer.weights[0])
print(w.shape, w.var() / (2 / (30 + 50)))`,
};

export const kerasTensorflow = on(
  "TensorFlow",
  ["tensorflow-cpu"],
  [coarse("In 16 bits an entry has as many random bits as the dtype has digits"), attention],
  ["keras==3.5.0", "tensorflow-cpu==2.17.0"],
);
export const kerasJax = on(
  "JAX",
  ["jax"],
  [coarse("In 16 bits an entry has as many random bits as the dtype has digits")],
);
const onTorch = on(
  "Torch",
  ["torch", "numpy"],
  [
    coarse("In 16 bits an entry has as many random bits as the dtype has digits"),
    {
      initializers: ["truncated_normal", "glorot_normal", "he_normal", "lecun_normal", "variance_scaling"],
      mistakes: ["outliers", "normal-not-truncated", "other-law", "wrong-scale"],
      says: "An entry whose four tries all lie outside the bounds stays outside: about one in 230,000",
      upstream: "not found",
      language: "py",
      code: `import keras
w = keras.ops.convert_to_numpy(keras.initializers.TruncatedNormal(stddev=1, seed=1)((3000, 3000)))
print((abs(w) > 2).sum(), abs(w).max())`,
    },
  ],
);
/** Its truncated normal is seen on as many entries as a rare fault of its sampler needs. */
export const kerasTorch: Peer = {
  ...onTorch,
  claims: [...onTorch.claims, claimed(["truncated_normal"], DOCS, { shapes: [[500, 1000]], samples: 3_000_000 })],
};
/** Its NumPy backend imports the one of JAX, for the Fourier transform. */
export const kerasNumpy = on("NumPy", ["numpy", "scipy", "jax"], []);
