import { claim, claimed, halves, type Peer } from "./peer.js";

const RAND = "tinygrad/mixin/rand.py, docstrings";
const GLOROT = "tinygrad/mixin/rand.py: the GlorotUniform of TensorFlow";
const CONV = "tinygrad/nn/__init__.py: the Conv2d of PyTorch";

export const tinygrad: Peer = {
  name: "tinygrad",
  language: "Python",
  subject: "tinygrad",
  debian: ["clang"],
  pip: { latest: ["tinygrad", "numpy"], older: ["tinygrad==0.10.2", "numpy"] },
  claims: [
    claimed(["kaiming_uniform", "kaiming_normal", "uniform", "normal", "scaled_uniform"], RAND),
    claim("glorot_uniform", "glorot_uniform", GLOROT),
    claim("glorot_uniform", "glorot_uniform", GLOROT, { shapes: [[50, 30, 3, 3]] }),
    claim("linear_default", "tinygrad:linear_default", "tinygrad/nn/__init__.py: the Linear of PyTorch"),
    claim("conv_default", "tinygrad:conv_default", CONV, { shapes: [[7, 5, 3, 2]] }),
    claim("conv_default", "tinygrad:conv_default", CONV, { shapes: [[28, 5, 3, 2]], layout: "(go)ihw", groups: 4 }),
    ...halves(["kaiming_uniform", "kaiming_normal"], RAND),
  ],
  findings: [
    {
      initializers: ["conv_default"],
      mistakes: ["groups-ignored"],
      says: "The fan of a grouped convolution counts the channels of all groups: a quarter of the variance at four",
      upstream: "not found",
      language: "py",
      code: `from tinygrad import Tensor, nn
Tensor.manual_seed(1)
w = nn.Conv2d(256, 256, 3, groups=64).weight
print((w.square().mean() / (1 / 3 / (4 * 9))).item())`,
    },
    {
      initializers: ["glorot_uniform"],
      mistakes: ["receptive-field-ignored", "wrong-scale"],
      says: "The fan of outputs of a kernel leaves out its receptive field",
      upstream: "not found",
      language: "py",
      code: `from tinygrad import Tensor
Tensor.manual_seed(1)
w = Tensor.glorot_uniform(256, 128, 3, 3)
print((w.square().mean() / (2 / ((256 + 128) * 9))).item())`,
    },
    {
      initializers: ["kaiming_uniform", "kaiming_normal"],
      mistakes: ["few-states", "other-law", "low-precision"],
      dtypes: ["float16", "bfloat16"],
      says: "In 16 bits an entry is rounded before it is scaled: values are missing and others come too often",
      upstream: "not found",
      language: "py",
      code: `from tinygrad import Tensor, dtypes
Tensor.manual_seed(1)
w = Tensor.kaiming_uniform(1000, 1000, dtype=dtypes.bfloat16).float()
print(len(set(w.flatten().tolist())))`,
    },
  ],
};
