import { claim, type Peer } from "./peer.js";

const LINEN = "flax/linen/linear.py: kernel_init = lecun_normal()";

export const flax: Peer = {
  name: "Flax",
  language: "Python",
  subject: "flax",
  pip: { latest: ["flax"], older: ["flax==0.8.5", "jax==0.4.30", "jaxlib==0.4.30", "numpy<2", "scipy<1.14"] },
  claims: [
    claim("dense_default", "flax:dense_default", LINEN),
    claim("conv_default", "flax:conv_default", LINEN, { shapes: [[3, 2, 5, 7]] }),
    claim("conv_default", "flax:conv_default", LINEN, { shapes: [[3, 2, 5, 28]], layout: "hwi(go)", groups: 4 }),
    claim("conv_transpose_default", "flax:conv_default", LINEN, { shapes: [[3, 2, 5, 7]] }),
    claim(
      "embedding_default",
      "flax:embedding_default",
      "flax/linen/linear.py, Embed: variance scaling of the features",
    ),
    claim("attention_query_default", "flax:dense_default", "flax/linen/attention.py: kernel_init of its projections", {
      shapes: [[30, 5, 10]],
      layout: "ioo",
    }),
    claim("attention_out_default", "flax:dense_default", "flax/linen/attention.py: kernel_init of its projections", {
      shapes: [[5, 10, 30]],
      layout: "iio",
    }),
    claim("lstm_default", "flax:dense_default", "flax/linen/recurrent.py: kernel_init of the inputs"),
    claim("lstm_recurrent_default", "flax:orthogonal", "flax/linen/recurrent.py: recurrent_kernel_init", {
      shapes: [[20, 20]],
    }),
    claim("nnx_linear_default", "flax:dense_default", "flax/nnx/nn/linear.py: default_kernel_init"),
    claim("nnx_conv_default", "flax:conv_default", "flax/nnx/nn/linear.py: default_kernel_init", {
      shapes: [[3, 2, 5, 7]],
    }),
    claim("nnx_embedding_default", "flax:embedding_default", "flax/nnx/nn/linear.py: default_embed_init"),
    claim("dense_default", "flax:dense_default", LINEN, { dtype: "bfloat16", shapes: [[300, 500]] }),
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
