/** Subjects that a shipped Python program answers for; adding one is a program and a line here. */
export interface PythonSubject {
  /** A file of harness/subject/adapters. */
  readonly program: string;
  /** What pip installs for it. */
  readonly packages: string;
  /** The prefix of the contracts that its names stand for; the plain ones where absent. */
  readonly preset?: string;
}

export const pythonSubjects: Readonly<Record<string, PythonSubject>> = {
  torch: { program: "torch_subject.py", packages: "torch numpy", preset: "torch" },
  numpy: { program: "numpy_subject.py", packages: "numpy" },
  keras: { program: "keras_subject.py", packages: "keras tensorflow-cpu", preset: "keras" },
  tensorflow: { program: "tensorflow_subject.py", packages: "tensorflow-cpu", preset: "keras" },
  jax: { program: "jax_subject.py", packages: "jax", preset: "jax" },
  flax: { program: "flax_subject.py", packages: "flax", preset: "flax" },
  equinox: { program: "equinox_subject.py", packages: "equinox", preset: "equinox" },
  haiku: { program: "haiku_subject.py", packages: "dm-haiku", preset: "haiku" },
  paddle: { program: "paddle_subject.py", packages: "paddlepaddle", preset: "paddle" },
  tinygrad: { program: "tinygrad_subject.py", packages: "tinygrad", preset: "tinygrad" },
  mindspore: { program: "mindspore_subject.py", packages: "mindspore" },
  mxnet: { program: "mxnet_subject.py", packages: "mxnet 'numpy<1.24'" },
  chainer: { program: "chainer_subject.py", packages: "chainer 'numpy<1.24'", preset: "chainer" },
  mlx: { program: "mlx_subject.py", packages: "mlx[cpu]", preset: "mlx" },
};
