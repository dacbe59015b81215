import { claim, claimed, halves, type Peer } from "./peer.js";

const DOCS = "paddle/nn/initializer, docstrings";
const CONV = "paddle/nn/layer/conv.py: Normal(0, sqrt(2 / filter_elem_num))";

export const paddle: Peer = {
  name: "Paddle",
  language: "Python",
  subject: "paddle",
  pip: { latest: ["paddlepaddle"], older: ["paddlepaddle==2.6.2", "setuptools"] },
  claims: [
    claimed(
      [
        "xavier_uniform",
        "xavier_normal",
        "kaiming_uniform",
        "kaiming_normal",
        "uniform",
        "normal",
        "truncated_normal",
        "orthogonal",
      ],
      DOCS,
    ),
    claim("truncated_normal", "paddle:truncated_normal", DOCS, { params: { std: 0.02 } }),
    claim("linear_default", "paddle:linear_default", "paddle/nn/layer/layers.py: Xavier where nothing else is said"),
    claim("conv_default", "paddle:conv_default", CONV, { shapes: [[7, 5, 3, 2]] }),
    claim("conv_default", "paddle:conv_default", CONV, { shapes: [[28, 5, 3, 2]], layout: "(go)ihw", groups: 4 }),
    claim("gru_default", "torch:gru_default", "paddle/nn/layer/rnn.py: uniform on +-1 / sqrt(hidden_size)", {
      shapes: [[150, 30]],
      groups: 3,
    }),
    ...halves(["xavier_uniform", "xavier_normal"], DOCS),
  ],
  findings: [
    {
      initializers: ["xavier_uniform", "xavier_normal"],
      mistakes: ["wrong-scale", "other-law"],
      dtypes: ["float16", "bfloat16"],
      says: "In 16 bits Paddle 2 cuts entries toward zero where it should round them",
      upstream: "mended in Paddle 3",
      language: "py",
      code: `import paddle
print(paddle.to_tensor([1.0077, 1.0117]).cast("bfloat16").cast("float32").tolist())
paddle.seed(1)
w = paddle.create_parameter([300, 500], "float16", attr=paddle.ParamAttr(initializer=paddle.nn.initializer.XavierUniform()))
print(w.cast("float32").abs().max().item() / (6 / 800) ** 0.5)`,
    },
    {
      initializers: ["conv_default"],
      mistakes: ["groups-ignored"],
      says: "The fan of a grouped convolution counts the channels of all groups: a quarter of the variance at four",
      upstream: "PaddlePaddle/Paddle#79711, an open pull request",
      language: "py",
      code: `import paddle
paddle.seed(1)
w = paddle.nn.Conv2D(256, 256, 3, groups=64).weight
print((w.square().mean() / (2 / (4 * 9))).item())`,
    },
  ],
};
