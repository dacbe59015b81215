// libtorch: torch::nn::init, and what the modules of its C++ API begin with.
#include <torch/torch.h>

#include "../protocol-cpp/protocol.hpp"

using protocol::Ask;
namespace init = torch::nn::init;

std::vector<float> entries(const torch::Tensor& tensor) {
  const torch::Tensor flat = tensor.detach().contiguous().flatten();
  return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

/// Fills an empty tensor of the shape by one of the functions.
template <typename Fill>
protocol::Draw filled(Fill fill) {
  return [fill](const Ask& ask) {
    torch::manual_seed(ask.seed);
    torch::Tensor tensor = torch::empty(std::vector<std::int64_t>(ask.shape.begin(), ask.shape.end()));
    fill(tensor, ask);
    return entries(tensor);
  };
}

/// The weight of a module that is made for the shape.
template <typename Make>
protocol::Draw made(Make make) {
  return [make](const Ask& ask) {
    torch::manual_seed(ask.seed);
    return entries(make(ask));
  };
}

torch::Tensor linear(const Ask& ask) {
  const auto [outputs, inputs] = protocol::axes<2>(ask);
  return torch::nn::Linear(inputs, outputs)->weight;
}

torch::Tensor convolution(const Ask& ask) {
  const auto [outputs, inputs, height, width] = protocol::axes<4>(ask);
  return torch::nn::Conv2d(torch::nn::Conv2dOptions(inputs * ask.groups, outputs, {height, width}).groups(ask.groups))->weight;
}

torch::Tensor transposed(const Ask& ask) {
  const auto [inputs, outputs, height, width] = protocol::axes<4>(ask);
  return torch::nn::ConvTranspose2d(torch::nn::ConvTranspose2dOptions(inputs, outputs, {height, width}))->weight;
}

torch::Tensor embedding(const Ask& ask) {
  const auto [count, size] = protocol::axes<2>(ask);
  return torch::nn::Embedding(count, size)->weight;
}

torch::Tensor lstm(const Ask& ask) {
  const auto [outputs, inputs] = protocol::axes<2>(ask);
  return torch::nn::LSTM(torch::nn::LSTMOptions(inputs, outputs / 4))->named_parameters()["weight_ih_l0"];
}

torch::Tensor projection(const Ask& ask) {
  const auto [outputs, inputs] = protocol::axes<2>(ask);
  return torch::nn::MultiheadAttention(torch::nn::MultiheadAttentionOptions(inputs, 1))->in_proj_weight;
}

int main() {
  using Tensor = torch::Tensor;
  const protocol::Draws draws = {
      {"xavier_uniform_", filled([](Tensor& t, const Ask& ask) { init::xavier_uniform_(t, ask.number("gain", 1)); })},
      {"xavier_normal_", filled([](Tensor& t, const Ask& ask) { init::xavier_normal_(t, ask.number("gain", 1)); })},
      {"kaiming_uniform_", filled([](Tensor& t, const Ask& ask) { init::kaiming_uniform_(t, ask.number("a", 0)); })},
      {"kaiming_normal_", filled([](Tensor& t, const Ask& ask) { init::kaiming_normal_(t, ask.number("a", 0)); })},
      {"orthogonal_", filled([](Tensor& t, const Ask& ask) { init::orthogonal_(t, ask.number("gain", 1)); })},
      {"sparse_", filled([](Tensor& t, const Ask& ask) { init::sparse_(t, ask.number("sparsity", 0.1), ask.number("std", 0.01)); })},
      {"normal_", filled([](Tensor& t, const Ask& ask) { init::normal_(t, ask.number("mean", 0), ask.number("std", 1)); })},
      {"uniform_", filled([](Tensor& t, const Ask& ask) { init::uniform_(t, ask.number("a", 0), ask.number("b", 1)); })},
      {"linear_default", made(linear)},
      {"conv_default", made(convolution)},
      {"conv_transpose_default", made(transposed)},
      {"embedding_default", made(embedding)},
      {"lstm_default", made(lstm)},
      {"mha_in_proj", made(projection)},
  };
  protocol::json claims;
  for (const auto& draw : draws) claims[draw.first] = {{"as", "torch:" + draw.first}};
  claims["linear_default"]["shapes"] = claims["embedding_default"]["shapes"] = {"30x50"};
  claims["conv_default"]["shapes"] = {"7x5x3x2"};
  claims["conv_transpose_default"].update({{"layout", "iohw"}, {"shapes", {"40x5x3x2"}}});
  claims["lstm_default"].update({{"layout", "(go)i"}, {"groups", 4}, {"shapes", {"200x30"}}});
  claims["mha_in_proj"].update({{"layout", "(go)i"}, {"groups", 3}, {"shapes", {"900x300"}}});
  claims["sparse_"]["params"] = {{"sparsity", 0.1}};
  return protocol::serve({"libtorch", TORCH_VERSION, "oi,oihw", claims}, draws);
}
