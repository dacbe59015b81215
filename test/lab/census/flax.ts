import { claimed, type Peer } from "./peer.js";

const LINEN = "flax/linen/linear.py: kernel_init = lecun_normal()";
const ATTENTION = "flax/linen/attention.py: kernel_init of its projections";

export const flax: Peer = {
  name: "Flax",
  language: "Python",
  subject: "flax",
  pip: { latest: ["flax"], older: ["flax==0.8.5", "jax==0.4.30", "jaxlib==0.4.30", "numpy<2", "scipy<1.14"] },
  claims: [
    claimed(["dense_default"], LINEN),
    claimed(["nnx_linear_default"], "flax/nnx/nn/linear.py: default_kernel_init"),
    claimed(["embedding_default", "nnx_embedding_default"], "variance scaling of the features"),
    claimed(["conv_default", "conv_transpose_default", "nnx_conv_default"], LINEN, { shapes: [[3, 2, 5, 7]] }),
    claimed(["conv_default"], LINEN, { shapes: [[3, 2, 5, 28]], layout: "hwi(go)", groups: 4 }),
    claimed(["attention_query_default"], ATTENTION, { shapes: [[30, 5, 10]] }),
    claimed(["attention_out_default"], ATTENTION, { shapes: [[5, 10, 30]] }),
    claimed(["lstm_default", "lstm_recurrent_default"], "flax/linen/recurrent.py: kernel_init, recurrent_kernel_init", {
      shapes: [[20, 20]],
    }),
    claimed(["dense_default"], LINEN, { dtype: "bfloat16", shapes: [[300, 500]] }),
  ],
  findings: [
    {
      initializers: ["dense_default"],
      mistakes: ["few-states", "other-law"],
      dtypes: ["bfloat16"],
      says: "With param_dtype bfloat16 a kernel has 128 different values, as JAX draws them",
      upstream: "not found",
      language: "py",
      code: `import flax.linen as nn, jax, jax.numpy as jnp
w = nn.Dense(1000, param_dtype=jnp.bfloat16).init(jax.random.key(1), jnp.zeros((1, 1000)))["params"]["kernel"]
print(len(set(w.ravel().tolist())))`,
    },
  ],
};
