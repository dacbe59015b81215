import { claimed, type Peer } from "./peer.js";

const INIT = "documentation of torch.nn.init, which the C++ API follows";
const MODULES = "documentation of torch.nn, which the C++ API follows";

export const libtorch: Peer = {
  name: "libtorch",
  language: "C++",
  folder: "libtorch",
  debian: ["g++", "make", "libtorch-dev", "nlohmann-json3-dev"],
  build: [["make", "-s"]],
  program: ["build/libtorch-subject"],
  inputs: 1,
  claims: [
    claimed(["xavier_uniform_", "xavier_normal_", "kaiming_uniform_", "kaiming_normal_"], INIT),
    claimed(["orthogonal_", "sparse_", "normal_", "uniform_"], INIT),
    claimed(["kaiming_normal_", "orthogonal_"], INIT, { shapes: [[7, 5, 3, 2]] }),
    claimed(["linear_default", "embedding_default"], MODULES),
    claimed(["conv_default"], MODULES, { shapes: [[7, 5, 3, 2]] }),
    claimed(["conv_default"], MODULES, { shapes: [[28, 5, 3, 2]], layout: "(go)ihw", groups: 4 }),
    claimed(["conv_transpose_default"], MODULES, { shapes: [[40, 5, 3, 2]] }),
    claimed(["lstm_default"], MODULES, { shapes: [[200, 30]] }),
    claimed(["mha_in_proj"], "xavier_uniform_, as for each projection apart", { shapes: [[900, 300]] }),
  ],
  imports: `#include <torch/torch.h>

#include <iostream>`,
  findings: [
    {
      initializers: ["mha_in_proj"],
      mistakes: ["groups-ignored", "fan-out-for-fan-in", "wrong-scale", "fan-scaled"],
      says: "Xavier's fan of outputs counts all three packed projections: half the variance",
      upstream: "pytorch/pytorch#166378",
      language: "cpp",
      code: `torch::manual_seed(1);
torch::nn::MultiheadAttention attention(torch::nn::MultiheadAttentionOptions(300, 1));
std::cout << (attention->in_proj_weight.var() / (2. / 600)).item<float>();`,
    },
  ],
};
