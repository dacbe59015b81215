// FANN: the weights of a new network, and of one whose weights were drawn again.
#include <fann.h>

#include <cstdlib>
#include <memory>

#include "../protocol-cpp/protocol.hpp"

using protocol::Ask;
using Network = std::unique_ptr<struct fann, decltype(&fann_destroy)>;

/// Two layers; its bias is one more input, last, of each output.
Network network(const std::array<long, 2>& shape) {
  return {fann_create_standard(2, static_cast<unsigned>(shape[1]), static_cast<unsigned>(shape[0])), fann_destroy};
}

/// The connections of an output lie together, its inputs in order.
std::vector<float> weights(const Network& net, const std::array<long, 2>& shape) {
  std::vector<fann_connection> connections(fann_get_total_connections(net.get()));
  fann_get_connection_array(net.get(), connections.data());
  std::vector<float> entries;
  for (long output = 0; output < shape[0]; output++) {
    for (long input = 0; input < shape[1]; input++) entries.push_back(connections[output * (shape[1] + 1) + input].weight);
  }
  return entries;
}

/// It seeds std::rand with the system's entropy whenever a network is made, so seeds count for draws after that alone.
std::vector<float> randomized(const Ask& ask) {
  const auto shape = protocol::axes<2>(ask);
  const Network net = network(shape);
  std::srand(static_cast<unsigned>(ask.seed));
  fann_randomize_weights(net.get(), static_cast<float>(ask.number("min_weight", -0.1)), static_cast<float>(ask.number("max_weight", 0.1)));
  return weights(net, shape);
}

int main() {
  const protocol::json claims = {{"randomize_weights", {{"as", "random_uniform(minval=-0.1,maxval=0.1)"}}}};
  return protocol::serve({"fann", "2.2.0", "oi", claims}, {{"randomize_weights", randomized}});
}
