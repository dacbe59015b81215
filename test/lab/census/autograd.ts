import { claim, type Peer } from "./peer.js";

const RNG = "src/ndarray_ext.rs: the doc comments of ArrayRng";

export const autograd: Peer = {
  name: "rust-autograd",
  language: "Rust",
  folder: "autograd",
  build: [["cargo", "build", "--release", "--locked", "--quiet"]],
  program: ["target/release/autograd-subject"],
  claims: [
    claim("glorot_uniform", "glorot_uniform", RNG),
    claim("glorot_normal", "glorot_normal", RNG),
    claim("standard_normal", "random_normal(stddev=1)", RNG),
    claim("standard_uniform", "random_uniform(minval=0,maxval=1)", RNG),
  ],
  findings: [
    {
      initializers: ["glorot_uniform", "glorot_normal"],
      mistakes: ["wrong-scale", "fan-scaled", "fan-in-for-fan-out", "fan-sum-unhalved", "extra-gain", "limit-is-sd"],
      says: "Glorot's laws leave out the outputs: sqrt(6/inputs) and 1/sqrt(inputs) for sqrt(6/(inputs + outputs)) and sqrt(2/(inputs + outputs))",
      upstream: "not found",
      language: "rust",
      code: `use autograd::ndarray_ext::ArrayRng;
let rng = ArrayRng::<f32>::default();
for w in [rng.glorot_normal(&[300, 500]), rng.glorot_uniform(&[300, 500])] {
    println!("{}", w.iter().map(|x| x * x).sum::<f32>() / 150000. / (2. / 800.));
}`,
    },
  ],
};
