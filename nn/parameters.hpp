// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "nn/tensor.hpp"

namespace trackmeet::nn {

/// How a parameter begins: `uniform` in [-scale, scale), `normal` with standard deviation `scale`.
struct Initial {
  enum class Kind { zeros, ones, uniform, normal };
  Kind kind = Kind::zeros;
  double scale = 0;
};

/// Uniform of limit sqrt(6 / fan_in), which keeps the variance of what ReLU layers pass on. (K. He et al., "Delving
/// deep into rectifiers", ICCV 2015, equation 10)
inline Initial he_uniform(Index fan_in) {
  return {Initial::Kind::uniform, std::sqrt(6.0 / static_cast<double>(fan_in))};
}

/// One trained tensor of a layer.
struct Parameter {
  std::string name;  ///< within the layer, such as `weight`; within a network with the layer's name: `dense1.weight`
  Shape shape;
  Initial initial;
  Index offset = 0;  ///< in entries, from the begin of all; a multiple of `parameter_alignment`
};

/// Each parameter begins on a multiple of so many entries, a cache line of floats. What lies between is zero and stays
/// so.
inline constexpr Index parameter_alignment = 16;

/// `size` entries, rounded up to whole multiples of that.
constexpr Index aligned(Index size) {
  return (size + parameter_alignment - 1) / parameter_alignment * parameter_alignment;
}

/// The parameters of a layer or a network, laid out one after the other in one stretch of memory, so that an optimiser
/// sees one row of numbers.
class ParameterLayout {
public:
  void add(std::string name, Shape shape, Initial initial) {
    const Index count = entries(shape);
    parameters_.push_back({std::move(name), std::move(shape), initial, size_});
    size_ += aligned(count);
  }
  /// Appends those of a part, their names behind `prefix` and a dot; tells where they begin.
  Index append(const std::string& prefix, const ParameterLayout& part) {
    const Index begin = size_;
    for (Parameter parameter : part.parameters_) {
      parameter.name = prefix + "." + parameter.name;
      parameter.offset += begin;
      parameters_.push_back(std::move(parameter));
    }
    size_ += part.size_;
    return begin;
  }

  const std::vector<Parameter>& all() const { return parameters_; }
  const Parameter& operator[](std::size_t i) const { return parameters_[i]; }
  Index size() const { return size_; }  ///< entries, with what lies between
  Index count() const {                 ///< entries that are trained
    Index sum = 0;
    for (const Parameter& parameter : parameters_) sum += entries(parameter.shape);
    return sum;
  }

private:
  std::vector<Parameter> parameters_;
  Index size_ = 0;
};

/// Parameter `which` within `memory` that is laid out so: its first dimension as rows.
template <typename T>
Matrix<T> matrix_of(const Parameter& which, std::span<T> memory) {
  const Index rows = which.shape.empty() ? 1 : which.shape.front();
  return {memory.data() + which.offset, rows, rows == 0 ? 0 : entries(which.shape) / rows};
}

/// The same as one row.
template <typename T>
std::span<T> row_of(const Parameter& which, std::span<T> memory) {
  return memory.subspan(static_cast<std::size_t>(which.offset), static_cast<std::size_t>(entries(which.shape)));
}

}  // namespace trackmeet::nn
