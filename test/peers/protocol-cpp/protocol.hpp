// The subject protocol: one JSON object a line on stdin, one answer each on stdout, in order.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace protocol {

using json = nlohmann::json;

struct About {
  std::string name, version, layout;
  json claims = json::object();
};

/// One request; where it has no seed, one is drawn.
struct Ask {
  std::string initializer;
  std::vector<long> shape;
  long groups;
  std::string dtype;
  std::uint64_t seed;
  json params;

  explicit Ask(const json& fields)
      : initializer(fields.at("initializer")),
        shape(fields.at("shape").get<std::vector<long>>()),
        groups(fields.value("groups", 1)),
        dtype(fields.value("dtype", "float32")),
        seed(fields.contains("seed") && !fields["seed"].is_null() ? fields["seed"].get<std::uint64_t>() : std::random_device()()),
        params(fields.value("params", json::object())) {}

  double number(const std::string& name, double otherwise) const { return params.value(name, otherwise); }
};

using Draw = std::function<std::vector<float>(const Ask&)>;
using Draws = std::vector<std::pair<std::string, Draw>>;

/// One .npy file, version 1, of float32 in C order, on a machine of little endian.
inline std::string npy(const std::vector<long>& shape, const std::vector<float>& values) {
  std::size_t size = 1;
  std::string axes;
  for (const long n : shape) {
    size *= n;
    axes += std::to_string(n) + ", ";
  }
  if (values.size() != size) throw std::runtime_error("the library made " + std::to_string(values.size()) + " entries");
  std::string text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + axes + "), }";
  const std::size_t length = (text.size() + 11 + 63) / 64 * 64 - 10;
  text.resize(length - 1, ' ');
  const std::string count{static_cast<char>(length & 255), static_cast<char>(length >> 8)};
  return std::string("\x93NUMPY\x01\x00", 8) + count + text + "\n" +
         std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
}

inline std::string described(const About& about, const Draws& draws) {
  json names = json::array();
  for (const auto& draw : draws) names.push_back(draw.first);
  const json words = {{"name", about.name},       {"version", about.version}, {"layout", about.layout},
                      {"initializers", names}, {"claims", about.claims}};
  return words.dump() + "\n";
}

/// A file, or the words of what was thrown.
inline std::string answered(const json& fields, const Draws& draws) {
  try {
    const Ask ask(fields);
    for (const auto& [name, draw] : draws) {
      if (name == ask.initializer && ask.dtype == "float32") return npy(ask.shape, draw(ask));
    }
    throw std::runtime_error(ask.initializer + " in " + ask.dtype);
  } catch (const std::exception& why) {
    return json{{"id", fields["id"]}, {"error", std::string("unsupported: ") + why.what()}}.dump() + "\n";
  }
}

/// Answers until stdin ends.
inline int serve(const About& about, const Draws& draws) {
  for (std::string line; std::getline(std::cin, line);) {
    json fields = json::parse(line);
    std::cout << (fields.value("describe", false) ? described(about, draws) : answered(fields, draws)) << std::flush;
  }
  return 0;
}

/// The weight's shape, where the layer takes so many axes.
template <std::size_t N>
std::array<long, N> axes(const Ask& ask) {
  if (ask.shape.size() != N) throw std::runtime_error(ask.initializer + " of " + std::to_string(ask.shape.size()) + " axes");
  std::array<long, N> shape;
  std::copy(ask.shape.begin(), ask.shape.end(), shape.begin());
  return shape;
}

}  // namespace protocol
