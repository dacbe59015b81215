import { claim, type Peer } from "./peer.js";

const LINEAR = "src/nn/linear.rs: uniform between -1/sqrt(I) and 1/sqrt(I)";
const EMBEDDING = "src/nn/embedding.rs: uniform between -1/sqrt(I) and 1/sqrt(I), I the words";

export const dfdx: Peer = {
  name: "dfdx",
  language: "Rust",
  folder: "dfdx",
  build: [["cargo", "build", "--release", "--locked", "--quiet"]],
  program: ["target/release/dfdx-subject"],
  inputs: 1,
  claims: [
    claim("linear_default", "torch:linear_default", LINEAR),
    claim("unbiased_linear_default", "torch:linear_default", LINEAR),
    claim("embedding_default", "torch:linear_default", EMBEDDING, { layout: "io" }),
  ],
  findings: [],
};
