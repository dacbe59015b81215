import { claim, claimed, halves, type Peer } from "./peer.js";

const DOCS = "jax/_src/nn/initializers.py, docstrings";

export const jax: Peer = {
  name: "JAX",
  language: "Python",
  subject: "jax",
  pip: { latest: ["jax"], older: ["jax==0.4.30", "jaxlib==0.4.30", "numpy<2", "scipy<1.14"] },
  claims: [
    claimed(
      [
        "glorot_uniform",
        "glorot_normal",
        "he_uniform",
        "he_normal",
        "lecun_uniform",
        "lecun_normal",
        "normal",
        "truncated_normal",
        "uniform",
        "orthogonal",
      ],
      DOCS,
    ),
    claim("variance_scaling", "jax:variance_scaling", DOCS, {
      params: { scale: 2, mode: "fan_out", distribution: "truncated_normal" },
    }),
    claim("he_normal", "jax:he_normal", DOCS, { shapes: [[3, 2, 5, 7]] }),
    claim("delta_orthogonal", "jax:delta_orthogonal", DOCS, { shapes: [[3, 3, 20, 30]] }),
    ...halves(["glorot_uniform", "he_normal"], DOCS),
  ],
  findings: [
    {
      initializers: ["glorot_uniform", "he_normal"],
      mistakes: ["few-states", "other-law", "shifted-mean"],
      dtypes: ["float16", "bfloat16"],
      says: "A tensor of bfloat16 has 128 different values and one of float16 1024, and the mean of bfloat16 is not 0",
      upstream: "jax-ml/jax#26974 (an open pull request for finer uniforms)",
      language: "py",
      code: `import jax
w = jax.nn.initializers.he_normal()(jax.random.key(1), (1000, 1000), "bfloat16")
print(len(set(w.ravel().tolist())), float(w.astype("float32").mean() / w.astype("float32").std()))`,
    },
  ],
};
