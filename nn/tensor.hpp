// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/page_buffer.hpp"
#include "core/random.hpp"
#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// The lengths of a tensor's dimensions, outermost first. Empty: a scalar.
using Shape = std::vector<Index>;

/// How many entries a tensor of that shape has.
inline Index entries(const Shape& shape) {
  Index product = 1;
  for (const Index length : shape) product *= length;
  return product;
}

/// Row-major values with memory of their own, zero at first, aligned to a page. As a matrix its rows are the first
/// dimension.
template <typename T = float>
class Tensor {
public:
  Tensor() = default;
  explicit Tensor(Shape shape) : shape_(std::move(shape)), values_(static_cast<std::size_t>(entries(shape_))) {}

  /// Numbers in [-1, 1) that depend on `seed` alone.
  static Tensor random(Shape shape, std::uint64_t seed) {
    Tensor tensor(std::move(shape));
    SplitMix64 generator(seed);
    for (T& value : tensor.values()) value = static_cast<T>(generator.next_float());
    return tensor;
  }

  const Shape& shape() const { return shape_; }
  std::span<T> values() { return values_.values(); }
  std::span<const T> values() const { return values_.values(); }
  Matrix<T> matrix() { return {values_.data(), rows(), columns()}; }
  Matrix<const T> matrix() const { return {values_.data(), rows(), columns()}; }
  operator Matrix<T>() { return matrix(); }
  operator Matrix<const T>() const { return matrix(); }

private:
  Index rows() const { return shape_.empty() ? 1 : shape_.front(); }
  Index columns() const {
    Index product = 1;
    for (std::size_t i = 1; i < shape_.size(); ++i) product *= shape_[i];
    return product;
  }

  Shape shape_;
  Buffer<T> values_;
};

}  // namespace trackmeet::nn
