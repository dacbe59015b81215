import { claimed, halves, type Peer } from "./peer.js";

const DOCS = "documentation of tf.initializers and tf.compat.v1.initializers";
const SAMPLERS = "documentation of tf.random";

export const tensorflow: Peer = {
  name: "TensorFlow",
  language: "Python",
  subject: "tensorflow",
  pip: { latest: ["tensorflow-cpu"], older: ["keras==3.5.0", "tensorflow-cpu==2.17.0"] },
  claims: [
    claimed(
      [
        "v1_glorot_normal",
        "v1_he_normal",
        "v1_lecun_uniform",
        "v1_orthogonal",
        "v1_uniform_unit_scaling",
        "v1_truncated_normal",
      ],
      DOCS,
    ),
    claimed(["sampler_normal", "sampler_uniform", "sampler_truncated_normal"], SAMPLERS),
    ...halves(["sampler_uniform", "sampler_normal"], SAMPLERS),
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
