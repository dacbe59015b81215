/** Defects that others' sources and reports showed before the census did: each is found again, or it is said why not. */
import type { CensusRow } from "./gatePeer.js";

/** A row of the census, in the words that choose it: one that fails, where no verdict is said. */
export interface Sighting {
  readonly library: string;
  readonly initializer: string;
  readonly params?: string;
  readonly dtype?: string;
  readonly layout?: string;
  readonly contract?: string;
  readonly verdict?: "pass";
}

export interface KnownDefect {
  readonly where: string;
  readonly says: string;
  /** Where the gate finds it again; or, in words, what shows it in place of the gate. */
  readonly found: readonly Sighting[] | string;
}

const row = (library: string, initializer: string, more: Omit<Sighting, "library" | "initializer"> = {}): Sighting => ({
  library,
  initializer,
  ...more,
});

export const knownDefects: readonly KnownDefect[] = [
  {
    where: "tfjs-layers, initializers.ts: args.minval || DEFAULT",
    says: "a minval, maxval or stddev of 0 is taken for none",
    found: [
      row("TensorFlow.js", "random_uniform", { params: "minval=0 maxval=1" }),
      row("TensorFlow.js", "random_uniform", { params: "minval=-1 maxval=0" }),
      row("TensorFlow.js", "random_normal", { params: "stddev=0" }),
    ],
  },
  {
    where: "tfjs-core, rand_util.ts: seed ? seed : Math.random()",
    says: "seed 0 is no seed for normals, and is one for uniforms",
    found: [row("TensorFlow.js", "random_normal", { params: "" }), row("TensorFlow.js", "truncated_normal")],
  },
  {
    where: "tfjs-layers, VarianceScaling",
    says: "a scale of 0 is taken, where a positive one is documented: all weights are 0",
    found: "its own program below: what is documented is a refusal, and no contract of initgate speaks of a scale of 0",
  },
  {
    where: "tfjs-layers, VarianceScaling",
    says: "two layers of seed 42 start equal",
    found: [row("TensorFlow.js", "dense_stack.he_uniform")],
  },
  {
    where: "tfjs-layers, RandomNormal",
    says: "under one seed, stddev 1 and 2 are copies but for the factor",
    found:
      "no defect: a standard normal times a factor is so in every library, and who wants others takes another seed",
  },
  {
    where: "tfjs-layers, computeFans",
    says: "the fan of a vector of n is the square root of n",
    found: [row("TensorFlow.js", "he_uniform", { layout: "i" })],
  },
  {
    where: "jax, initializers.py: .95311164 for .96196",
    says: "truncated normals of complex entries have 1.0187 times their variance",
    found: ["lecun_normal", "glorot_normal", "he_normal"].map((name) => row("JAX, complex entries", name)),
  },
  {
    where: "jax, random",
    says: "128 values in bfloat16, 1024 in float16, and means beside 0",
    found: [
      row("JAX", "he_normal", { dtype: "bfloat16" }),
      row("JAX", "glorot_uniform", { dtype: "bfloat16" }),
      row("JAX", "glorot_uniform", { dtype: "float16" }),
    ],
  },
  {
    where: "keras, backend/torch/random.py: four tries",
    says: "weights of a truncated normal lie beyond its bounds",
    found: [row("Keras on Torch", "truncated_normal")],
  },
  {
    where: "timm, weight_init.py: erfinv and clamp",
    says: "outliers at the absolute bound, a hundred standard deviations away",
    found: [row("timm", "trunc_normal_", { params: "std=0.02", dtype: "bfloat16" })],
  },
  {
    where: "Flux, utils.jl: erfinv and clamp",
    says: "the same in Julia",
    found:
      "not tried: Julia comes from its own server and from GitHub, neither of which is a registry that the census installs from",
  },
  {
    where: "candle, conv.rs",
    says: "the limit of a convolution's bias leaves out its kernel",
    found: [row("candle", "conv_bias_default")],
  },
  {
    where: "PyTorch, transposed convolutions",
    says: "the fan of inputs is that of the outputs (its page says so)",
    found: [row("PyTorch", "conv_transpose_default", { layout: "iohw" })],
  },
  {
    where: "burn and candle, transposed convolutions",
    says: "the same: they hold to the contract of PyTorch, whose fan is that of the outputs",
    found: ["burn", "candle"].map((library) =>
      row(library, "conv_transpose_default", {
        layout: "iohw",
        contract: "torch:conv_transpose_default",
        verdict: "pass",
      }),
    ),
  },
  {
    where: "tinygrad, rand.py: glorot_uniform",
    says: "the fan of outputs leaves out the receptive field",
    found: [row("tinygrad", "glorot_uniform")],
  },
  {
    where: "mlx, nn/init.py: gain=1",
    says: "he_normal and he_uniform without a gain are LeCun's",
    found: [row("MLX", "he_normal"), row("MLX", "he_uniform")],
  },
  {
    where: "haiku, hk.Linear and hk.Conv",
    says: "a truncated normal that is not rescaled: 0.774/fan_in, where flax draws 1/fan_in",
    found: [row("Haiku", "linear_default", { dtype: "float32" }), row("Haiku", "conv_default")],
  },
];

/** The rows that a known defect is found in. */
export const sightedIn = (
  rows: readonly CensusRow[],
  { library, initializer, ...more }: Sighting,
): readonly CensusRow[] =>
  rows.filter(
    (one) =>
      one.verdict === (more.verdict ?? "fail") &&
      one.library === library &&
      one.initializer === initializer &&
      Object.entries(more).every(([key, value]) => one[key as keyof CensusRow] === value),
  );

/** Sightings of libraries that were gated, in which no such row is: the library mended it, or the census has gone blind. */
export function lostSightings(rows: readonly CensusRow[]): readonly Sighting[] {
  const gated = new Set(rows.map(({ library }) => library));
  const sightings = knownDefects.flatMap(({ found }) => (typeof found === "string" ? [] : found));
  return sightings.filter((one) => gated.has(one.library) && sightedIn(rows, one).length === 0);
}
