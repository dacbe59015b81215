// dlib: the weights of its layers, as each makes them when it is set up on its input.
#include <dlib/dnn.h>

#include <cstdlib>

#include "../protocol-cpp/protocol.hpp"

using protocol::Ask;

/// What a layer sees of the network below it, when it sets itself up.
struct Below {
  dlib::resizable_tensor output;
  const dlib::tensor& get_output() const { return output; }
};

/// Sets a layer up on one input of so many channels, rows and columns; dlib seeds its generator with std::rand. Takes so many
/// of its parameters: the biases follow.
template <typename Layer>
std::vector<float> met(Layer layer, const Ask& ask, long channels, long rows, long columns, long count) {
  std::srand(static_cast<unsigned>(ask.seed));
  Below below;
  below.output.set_size(1, channels, rows, columns);
  layer.setup(below);
  const float* first = layer.get_layer_params().host();
  return {first, first + count};
}

std::vector<float> connected(const Ask& ask) {
  const auto [inputs, outputs] = protocol::axes<2>(ask);
  return met(dlib::fc_<1, dlib::FC_HAS_BIAS>(dlib::num_fc_outputs(outputs)), ask, inputs, 1, 1, inputs * outputs);
}

/// A filter of no size of its own has that of its input.
std::vector<float> convolution(const Ask& ask) {
  const auto [outputs, inputs, rows, columns] = protocol::axes<4>(ask);
  const dlib::num_con_outputs count(outputs);
  return met(dlib::con_<1, 0, 0, 1, 1>(count), ask, inputs, rows, columns, outputs * inputs * rows * columns);
}

std::vector<float> transposed(const Ask& ask) {
  const auto [inputs, outputs, rows, columns] = protocol::axes<4>(ask);
  if (rows != 3 || columns != 3) throw std::runtime_error("a kernel that is not 3x3");
  const dlib::num_con_outputs count(outputs);
  return met(dlib::cont_<1, 3, 3, 1, 1>(count), ask, inputs, 5, 5, inputs * outputs * rows * columns);
}

int main() {
  const protocol::json claims = {
      {"fc", {{"as", "glorot_uniform"}, {"shapes", {"7x13", "30x50"}}}},
      {"con", {{"as", "glorot_uniform"}, {"shapes", {"28x5x3x2"}}}},
      {"cont", {{"as", "glorot_uniform"}, {"layout", "iohw"}, {"shapes", {"40x5x3x3"}}}},
  };
  return protocol::serve({"dlib", "19.24", "io,oihw", claims}, {{"fc", connected}, {"con", convolution}, {"cont", transposed}});
}
