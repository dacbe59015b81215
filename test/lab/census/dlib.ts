import { claim, type Peer } from "./peer.js";

const GLOROT =
  "dlib/dnn/utilities_abstract.h:32: formula 16 of Glorot and Bengio, of the inputs and outputs of the layer";

export const dlib: Peer = {
  name: "dlib",
  language: "C++",
  folder: "dlib",
  debian: ["g++", "make", "libdlib-dev", "nlohmann-json3-dev"],
  build: [["make", "-s"]],
  program: ["build/dlib-subject"],
  claims: [
    claim("fc", "glorot_uniform", GLOROT),
    claim("con", "glorot_uniform", GLOROT, { shapes: [[28, 5, 3, 2]] }),
    claim("cont", "glorot_uniform", GLOROT, { shapes: [[40, 5, 3, 3]], layout: "iohw" }),
  ],
  imports: `#include <dlib/dnn.h>

#include <iostream>`,
  findings: [
    {
      initializers: ["con", "cont"],
      mistakes: ["receptive-field-ignored", "wrong-scale"],
      says: "The fan of outputs of a convolution leaves out its kernel (of a transposed one, where it is that of inputs, too)",
      upstream: "not found",
      language: "cpp",
      code: `dlib::con<128, 5, 5, 1, 1, dlib::input<dlib::matrix<float>>> net;
net(dlib::zeros_matrix<float>(28, 28));
std::cout << max(abs(mat(net.layer_details().get_layer_params()))) / std::sqrt(6. / (25 * 1 + 25 * 128));`,
    },
  ],
};
