// tiny-dnn: the weights of its layers, by each of its functions that initialize them.
#include <tiny_dnn/tiny_dnn.h>

#include "../protocol-cpp/protocol.hpp"

using namespace tiny_dnn;
using activation::identity;
using protocol::Ask;

/// The first weights of a layer, as it makes them when its network is set up.
template <typename Layer, typename Init>
std::vector<float> first(Layer layer, const Init& init) {
  layer.weight_init(init);
  layer.setup(true);
  const vec_t& weight = *layer.weights().front();
  return {weight.begin(), weight.end()};
}

/// A fully connected layer for a weight of two axes, a convolution on an image of the kernel's size for one of four.
template <typename Init>
protocol::Draw forward(double scale) {
  return [scale](const Ask& ask) {
    set_random_seed(static_cast<unsigned>(ask.seed));
    const Init init(static_cast<float_t>(ask.number("scale", scale)));
    if (ask.shape.size() == 2) return first(fully_connected_layer<identity>(ask.shape[0], ask.shape[1], false), init);
    const auto [outputs, inputs, height, width] = protocol::axes<4>(ask);
    return first(convolutional_layer<identity>(width, height, width, height, inputs, outputs, padding::valid, false), init);
  };
}

template <typename Init>
protocol::Draw transposed(double scale) {
  return [scale](const Ask& ask) {
    set_random_seed(static_cast<unsigned>(ask.seed));
    const auto [outputs, inputs, height, width] = protocol::axes<4>(ask);
    if (height != width) throw std::runtime_error("a kernel that is not square");
    const Init init(static_cast<float_t>(ask.number("scale", scale)));
    return first(deconvolutional_layer<identity>(5, 5, width, inputs, outputs, padding::valid, false), init);
  };
}

int main() {
  const protocol::json claims = {
      {"xavier", {{"as", "glorot_uniform"}}},
      {"lecun", {{"as", "torch:linear_default"}}},
      {"he", {{"as", "he_normal"}}},
      {"gaussian", {{"as", "random_normal(stddev=1)"}}},
      {"deconvolution.he", {{"as", "he_normal"}, {"shapes", {"7x5x3x3"}}}},
      {"deconvolution.xavier", {{"as", "glorot_uniform"}, {"shapes", {"7x5x3x3"}}}},
  };
  return protocol::serve({"tiny-dnn", "1.0.0a3", "io,oihw", claims},
                         {{"xavier", forward<weight_init::xavier>(6)},
                          {"lecun", forward<weight_init::lecun>(1)},
                          {"he", forward<weight_init::he>(2)},
                          {"gaussian", forward<weight_init::gaussian>(1)},
                          {"deconvolution.he", transposed<weight_init::he>(2)},
                          {"deconvolution.xavier", transposed<weight_init::xavier>(6)}});
}
