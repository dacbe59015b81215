import { claim, claimed, type Peer } from "./peer.js";

const DOCS = "haiku/_src/initializers.py, docstrings";
const LINEAR = "haiku/_src/basic.py, Linear: truncated normal with stddev 1 / sqrt(fan_in)";
const RESCALED = "haiku/_src/basic.py and conv.py, read as of the weights: standard deviation 1 / sqrt(fan_in)";

export const haiku: Peer = {
  name: "Haiku",
  language: "Python",
  subject: "haiku",
  pip: {
    latest: ["dm-haiku", "jax"],
    older: ["dm-haiku==0.0.12", "jax==0.4.30", "jaxlib==0.4.30", "numpy<2", "scipy<1.14"],
  },
  claims: [
    claimed(
      ["random_normal", "random_uniform", "truncated_normal", "variance_scaling", "uniform_scaling", "orthogonal"],
      DOCS,
    ),
    claim("variance_scaling", "haiku:variance_scaling", DOCS, {
      params: { scale: 2, mode: "fan_avg", distribution: "uniform" },
    }),
    claim("linear_default", "haiku:linear_default", LINEAR),
    claim("conv_default", "haiku:conv_default", "haiku/_src/conv.py: truncated normal", { shapes: [[3, 2, 5, 7]] }),
    claim("embedding_default", "haiku:embedding_default", "haiku/_src/embed.py: truncated normal"),
    claim("linear_default", "jax:lecun_normal", RESCALED),
    claim("conv_default", "jax:lecun_normal", RESCALED, { shapes: [[3, 2, 5, 7]] }),
    claim("linear_default", "haiku:linear_default", LINEAR, { dtype: "bfloat16", shapes: [[300, 500]] }),
  ],
  findings: [
    {
      initializers: ["linear_default", "conv_default"],
      mistakes: ["truncated-uncorrected"],
      says: "Layers start with a truncated normal that is not rescaled: 0.774 of 1/fan_in, which the layers of flax start with",
      upstream: "not found",
      language: "py",
      code: `import haiku as hk, jax, jax.numpy as jnp
net = hk.transform(lambda x: hk.Linear(1000)(x))
w = net.init(jax.random.key(1), jnp.zeros((1, 1000)))["linear"]["w"]
print(float(w.var() * 1000))`,
    },
    {
      initializers: ["linear_default"],
      mistakes: ["few-states", "other-law"],
      dtypes: ["bfloat16"],
      says: "A linear layer of bfloat16 has 128 different weights, as JAX draws them",
      upstream: "not found",
      language: "py",
      code: `import haiku as hk, jax, jax.numpy as jnp
net = hk.transform(lambda x: hk.Linear(1000)(x))
w = net.init(jax.random.key(1), jnp.zeros((1, 1000), jnp.bfloat16))["linear"]["w"]
print(len(set(w.ravel().tolist())))`,
    },
  ],
};
