import { claim, claimed, halves, type Peer } from "./peer.js";

const DOCS = "mlx/nn/init.py, docstrings";
const HE = "mlx/nn/init.py: the paper that the docstring names (He et al.)";
const LAYERS = "mlx/nn/layers, docstrings and source";

export const mlx: Peer = {
  name: "MLX",
  language: "Python",
  subject: "mlx",
  pip: { latest: ["mlx[cpu]"], older: ["mlx[cpu]==0.28.0"] },
  claims: [
    claimed(
      ["glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "normal", "uniform", "sparse", "orthogonal"],
      DOCS,
    ),
    ...["he_uniform", "he_normal"].map((name) => claim(name, name, HE)),
    claim("linear_default", "mlx:linear_default", LAYERS),
    claim("conv_default", "mlx:conv_default", LAYERS, { shapes: [[7, 3, 2, 5]] }),
    claim("conv_default", "mlx:conv_default", LAYERS, { shapes: [[28, 3, 2, 5]], layout: "(go)hwi", groups: 4 }),
    claim("lstm_default", "torch:lstm_default", LAYERS, { shapes: [[120, 50]], groups: 4 }),
    ...halves(["glorot_uniform", "glorot_normal"], DOCS),
  ],
  findings: [
    {
      initializers: ["he_uniform", "he_normal"],
      mistakes: ["missing-gain"],
      says: "Without a gain, he_normal and he_uniform leave out the factor 2 of the paper that they name",
      upstream: "documented: gain=1",
      language: "py",
      code: `import mlx.core as mx
import mlx.nn as nn
mx.random.seed(1)
w = nn.init.he_normal()(mx.zeros((1000, 1000)))
print((w.square().mean() * 1000 / 2).item())`,
    },
    {
      initializers: ["glorot_uniform", "glorot_normal"],
      mistakes: ["few-states", "other-law", "low-precision"],
      dtypes: ["float16", "bfloat16"],
      says: "In 16 bits an entry is rounded before it is scaled: values are missing and others come too often",
      upstream: "not found",
      language: "py",
      code: `import mlx.core as mx
import mlx.nn as nn
mx.random.seed(1)
w = nn.init.glorot_uniform(mx.bfloat16)(mx.zeros((1000, 1000), mx.bfloat16))
print(len(set(w.astype(mx.float32).reshape(-1).tolist())))`,
    },
    {
      initializers: ["conv_default"],
      mistakes: ["groups-ignored"],
      says: "The fan of a grouped convolution counts the channels of all groups",
      upstream: "ml-explore/mlx#4536, mended",
      language: "py",
      code: `import mlx.core as mx
import mlx.nn as nn
mx.random.seed(1)
w = nn.Conv2d(256, 256, 3, groups=64).weight
print((w.square().mean() / (1 / 3 / (4 * 9))).item())`,
    },
  ],
};
