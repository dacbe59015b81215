import { claimed, halves, type Peer } from "./peer.js";

const DOCS = "mindspore/common/initializer.py, docstrings";
const LAYERS = "mindspore/nn/layer, docstrings";

export const mindspore: Peer = {
  name: "MindSpore",
  language: "Python",
  subject: "mindspore",
  pip: { latest: ["mindspore"] },
  claims: [
    claimed(
      [
        "xavier_uniform",
        "xavier_normal",
        "he_uniform",
        "he_normal",
        "uniform",
        "normal",
        "truncated_normal",
        "truncated_normal_1",
        "orthogonal",
        "sparse",
        "variance_scaling",
      ],
      DOCS,
    ),
    claimed(["xavier_uniform", "he_normal"], DOCS, { shapes: [[7, 5, 3, 2]] }),
    claimed(["dense_default", "embedding_default"], LAYERS),
    claimed(["conv_default"], LAYERS, { shapes: [[28, 5, 3, 2]], layout: "(go)ihw", groups: 4 }),
    ...halves(["xavier_uniform", "he_normal"], DOCS).filter(({ dtype }) => dtype === "float16"),
  ],
  findings: [
    {
      initializers: ["variance_scaling"],
      mistakes: ["uniform-not-normal"],
      says: "VarianceScaling draws a uniform where it documents a truncated normal, its default: it looks for the word truncated_norm, and refuses it",
      upstream: "not found",
      language: "py",
      code: `import mindspore as ms
from mindspore.common.initializer import VarianceScaling, initializer
ms.set_seed(1)
w = initializer(VarianceScaling(), [300, 500], ms.float32).init_data().asnumpy()
print((w**4).mean() / (w**2).mean() ** 2, abs(w).max() / w.std())`,
    },
  ],
};
