import { claim, type Peer } from "./peer.js";

const DOCS = "jax/_src/nn/initializers.py, docstrings: the share of the documented law nearer to 0 than each entry";
const SHARES = { params: { minval: 0, maxval: 1 }, shapes: [[300, 500]] };

/** No contract speaks of complex entries: what is gated are shares of their documented law, which are uniform. */
export const jaxComplex: Peer = {
  name: "JAX, complex entries",
  language: "Python",
  program: ["python", "jax_complex.py"],
  pip: { latest: ["jax"] },
  claims: ["lecun_normal", "glorot_normal", "he_normal", "lecun_uniform", "glorot_uniform", "he_uniform"].map((name) =>
    claim(name, "random_uniform", DOCS, SHARES),
  ),
  findings: [
    {
      initializers: ["lecun_normal", "glorot_normal", "he_normal"],
      mistakes: ["wrong-scale", "other-law", "outliers", "shifted-mean"],
      says: "Complex truncated normals have 1.0187 times their variance: they are divided by 0.9531 for 0.9620, the standard deviation of the truncated law",
      upstream: "not found",
      language: "py",
      code: `import jax, jax.numpy as jnp
w = jax.nn.initializers.lecun_normal()(jax.random.key(1), (2000, 2000), jnp.complex64)
print(float(jnp.mean(jnp.abs(w) ** 2) * 2000))`,
    },
  ],
};
