import { claim, type Peer } from "./peer.js";

const INIT = "tiny_dnn/util/weight_init.h: the comments, and the papers that they name";
const SHAPES = [
  [30, 50],
  [7, 5, 3, 2],
];

const forward = (name: string, as: string) => claim(name, as, INIT, { shapes: SHAPES });

export const tinyDnn: Peer = {
  name: "tiny-dnn",
  language: "C++",
  folder: "tiny-dnn",
  debian: ["g++", "make", "tiny-dnn", "libcereal-dev", "libstb-dev", "libgemmlowp-dev", "nlohmann-json3-dev"],
  build: [["make", "-s"]],
  program: ["build/tiny-dnn-subject"],
  claims: [
    forward("xavier", "glorot_uniform"),
    forward("he", "he_normal"),
    forward("lecun", "lecun_uniform"),
    forward("gaussian", "random_normal(stddev=1)"),
    claim("deconvolution.he", "he_normal", INIT, { shapes: [[7, 5, 3, 3]] }),
    claim("deconvolution.xavier", "glorot_uniform", INIT, { shapes: [[7, 5, 3, 3]] }),
  ],
  imports: `#include <tiny_dnn/tiny_dnn.h>

#include <iostream>`,
  findings: [
    {
      initializers: ["lecun"],
      mistakes: ["limit-is-sd", "fan-scaled", "missing-gain", "wrong-scale"],
      says: "The uniform law that it names after LeCun has the limit 1/sqrt(fan_in), where his paper has that standard deviation: a third of the variance",
      upstream: "not found",
      language: "cpp",
      code: `tiny_dnn::fully_connected_layer<tiny_dnn::activation::identity> layer(300, 500);
layer.weight_init(tiny_dnn::weight_init::lecun());
layer.setup(true);
double square = 0;
for (auto x : *layer.weights().front()) square += x * x;
std::cout << square / 150000 / (1. / 300);`,
    },
  ],
};
