import { claimed, halves, type Peer } from "./peer.js";

const DOCS = "mxnet/initializer.py, docstrings";
const LAYERS = "mxnet/gluon/nn: weight_initializer=None, the global default Uniform(0.07)";

export const mxnet: Peer = {
  name: "MXNet",
  language: "Python",
  subject: "mxnet",
  pip: { latest: ["mxnet", "numpy<1.24"] },
  claims: [
    claimed(["xavier", "xavier_gaussian", "msra_prelu", "uniform", "normal", "orthogonal"], DOCS),
    claimed(["xavier"], DOCS, { shapes: [[7, 5, 3, 2]] }),
    claimed(["normal", "uniform"], DOCS, { shapes: [[300, 500]] }),
    claimed(["orthogonal"], DOCS, {
      shapes: [
        [2, 2],
        [8, 8],
      ],
    }),
    claimed(["dense_default", "embedding_default"], LAYERS),
    ...halves(["xavier", "normal"], DOCS).filter(({ dtype }) => dtype === "float16"),
  ],
  findings: [
    {
      initializers: [
        "xavier",
        "xavier_gaussian",
        "msra_prelu",
        "uniform",
        "normal",
        "dense_default",
        "embedding_default",
      ],
      mistakes: ["seed-reused"],
      says: "Seeds that follow each other draw parts of one stream: under seed 1 most of a large weight is that under seed 0, moved",
      upstream: "not found",
      language: "py",
      code: `import mxnet as mx, numpy as np
def draw(seed):
    mx.random.seed(seed)
    return mx.nd.random.normal(shape=(300, 500)).asnumpy().ravel()
places = {value: place for place, value in enumerate(draw(0).tolist())}
moves = [places[value] - place for place, value in enumerate(draw(1).tolist()) if value in places]
move, times = max(zip(*np.unique(moves, return_counts=True)), key=lambda pair: pair[1])
print(times, "of 150000 weights, moved by", move)`,
    },
    {
      initializers: ["orthogonal"],
      mistakes: ["not-haar", "other-law", "wrong-scale"],
      says: "Orthogonal matrices are the singular vectors of a uniform matrix, with the signs that LAPACK gives: they are not Haar's",
      upstream: "not found",
      language: "py",
      code: `import mxnet as mx
mx.random.seed(1)
w = mx.nd.zeros((2, 2))
signs = 0
for _ in range(1000):
    mx.init.Orthogonal(scale=1)(mx.init.InitDesc("w_weight"), w)
    signs += float(w[0, 0].asscalar() < 0)
print(signs / 1000)`,
    },
  ],
};
