import { claim, type Peer } from "./peer.js";

const INITIALIZERS = "initializers/initializers.go: the comments of each function";

const LAWS = [
  ["Uniform", "random_uniform(minval=0,maxval=1)"],
  ["Normal", "random_normal(stddev=1)"],
  ["XavierUniform", "glorot_uniform"],
  ["XavierNormal", "glorot_normal"],
] as const;

export const spago: Peer = {
  name: "Spago",
  language: "Go",
  folder: "spago",
  build: [["go", "build", "-o", "build/spago-subject", "."]],
  program: ["build/spago-subject"],
  inputs: 1,
  claims: LAWS.flatMap(([name, as]) => [
    claim(name, as, INITIALIZERS),
    claim(name, as, INITIALIZERS, { dtype: "float64" }),
  ]),
  findings: [],
};
