import { claim, halves, type Peer } from "./peer.js";

const DOCS = "documentation of tf.initializers and tf.compat.v1.initializers";
const SAMPLERS = "documentation of tf.random";

export const tensorflow: Peer = {
  name: "TensorFlow",
  language: "Python",
  subject: "tensorflow",
  pip: { latest: ["tensorflow-cpu"], older: ["keras==3.5.0", "tensorflow-cpu==2.17.0"] },
  claims: [
    ...["v1_glorot_normal", "v1_he_normal", "v1_lecun_uniform", "v1_orthogonal"].map((name) =>
      claim(name, `keras:${name.slice("v1_".length)}`, DOCS),
    ),
    claim("v1_uniform_unit_scaling", "lecun_uniform", DOCS),
    claim("v1_truncated_normal", "keras:truncated_normal(stddev=1)", DOCS),
    claim("sampler_normal", "random_normal", SAMPLERS),
    claim("sampler_uniform", "random_uniform", SAMPLERS),
    claim("sampler_truncated_normal", "keras:truncated_normal", SAMPLERS),
    ...halves(["sampler_uniform"], () => "random_uniform", SAMPLERS),
    ...halves(["sampler_normal"], () => "random_normal", SAMPLERS),
  ],
  findings: [
    {
      initializers: ["sampler_uniform", "sampler_normal"],
      mistakes: ["few-states", "other-law", "shifted-mean", "low-precision"],
      dtypes: ["float16", "bfloat16"],
      says: "In 16 bits a uniform has 1024 (float16) or 128 (bfloat16) different values, and a normal is scaled after it was rounded",
      upstream: "not found",
      language: "py",
      code: `import tensorflow as tf
tf.random.set_seed(1)
for dtype in (tf.float16, tf.bfloat16):
    w = tf.cast(tf.random.uniform((1000, 1000), dtype=dtype), tf.float32).numpy()
    print(dtype.name, len(set(w.ravel().tolist())))`,
    },
  ],
};
