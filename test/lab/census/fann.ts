import { claim, type Peer } from "./peer.js";

export const fann: Peer = {
  name: "FANN",
  language: "C",
  folder: "fann",
  debian: ["g++", "make", "libfann-dev", "nlohmann-json3-dev"],
  build: [["make", "-s"]],
  program: ["build/fann-subject"],
  inputs: 1,
  claims: [claim("randomize_weights", "random_uniform(minval=-0.1,maxval=0.1)", "fann.h:290: fann_randomize_weights")],
  imports: `#include <fann.h>

#include <cmath>
#include <iostream>
#include <vector>`,
  findings: [
    {
      initializers: ["randomize_weights"],
      mistakes: ["correlated-entries"],
      says: "Every weight from the 32nd on is the sum of two earlier ones, modulo the range: it draws from the C library's rand, in glibc an additive feedback generator",
      upstream: "not found",
      language: "cpp",
      code: `fann* net = fann_create_standard(2, 100, 50);
std::vector<fann_connection> w(fann_get_total_connections(net));
fann_get_connection_array(net, w.data());
int followed = 0;
for (size_t n = 31; n < w.size(); n++) {
  const double turns = (w[n - 3].weight + w[n - 31].weight - w[n].weight + 0.1) / 0.2;
  if (std::abs(turns - std::round(turns)) < 1e-4) followed++;
}
std::cout << followed << " of " << w.size() - 31;`,
    },
  ],
};
