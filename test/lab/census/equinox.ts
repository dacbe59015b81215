import { claim, claimed, type Peer } from "./peer.js";

const LINEAR = "equinox/nn/_linear.py: uniform on +-1 / sqrt(in_features)";

export const equinox: Peer = {
  name: "Equinox",
  language: "Python",
  subject: "equinox",
  pip: { latest: ["equinox"], older: ["equinox==0.11.4", "jax==0.4.30", "jaxlib==0.4.30", "numpy<2", "scipy<1.14"] },
  claims: [
    claimed(["linear_default"], LINEAR),
    claimed(["conv_default", "conv_transpose_default"], "equinox/nn/_conv.py", { shapes: [[7, 5, 3, 2]] }),
    claim("conv_default", "equinox:conv_default", "equinox/nn/_conv.py", {
      shapes: [[28, 5, 3, 2]],
      layout: "(go)ihw",
      groups: 4,
    }),
    claim("embedding_default", "equinox:embedding_default", "equinox/nn/_embedding.py: standard normal"),
    claim("gru_default", "torch:gru_default", "equinox/nn/_rnn.py", { shapes: [[150, 30]], groups: 3 }),
    claim("lstm_recurrent_default", "torch:lstm_recurrent_default", "equinox/nn/_rnn.py", {
      shapes: [[120, 30]],
      groups: 4,
    }),
    claim("linear_default", "equinox:linear_default", LINEAR, { dtype: "bfloat16", shapes: [[300, 500]] }),
  ],
  findings: [
    {
      initializers: ["linear_default"],
      mistakes: ["few-states", "other-law"],
      dtypes: ["bfloat16"],
      says: "A linear layer of bfloat16 has 128 different weights, as JAX draws them",
      upstream: "not found",
      language: "py",
      code: `import equinox as eqx, jax, jax.numpy as jnp
w = eqx.nn.Linear(1000, 1000, dtype=jnp.bfloat16, key=jax.random.key(1)).weight
print(len(set(w.ravel().tolist())))`,
    },
  ],
};
