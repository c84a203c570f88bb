// SPDX-License-Identifier: Apache-2.0
#include "nn/gelu.hpp"

#include <numbers>

#include "nn/eigen.hpp"

namespace trackmeet::nn {
namespace {

template <typename T>
constexpr T cubic = static_cast<T>(0.044715);
/// sqrt(2 / pi)
template <typename T>
constexpr T steepness = std::numbers::sqrt2_v<T>* std::numbers::inv_sqrtpi_v<T>;

}  // namespace

template <typename T>
void gelu(In<T> x, Matrix<T> y) {
  const auto in = map(x.values()).array();
  map(y.values()).array() = in * (in * (2 * steepness<T>)*(1 + cubic<T> * in.square())).logistic();
}

template <typename T>
void gelu_backward(In<T> x, In<T> dy, Matrix<T> dx) {
  constexpr Index chunk = 512;  // entries; so that the sigmoids of a chunk stay in the cache
  Eigen::Array<T, 1, chunk> room;
  for (Index begin = 0; begin < x.size(); begin += chunk) {
    const Index length = std::min(chunk, x.size() - begin);
    const auto in = map(x.values()).array().segment(begin, length);
    auto sigmoid = room.head(length);
    sigmoid = (in * (2 * steepness<T>)*(1 + cubic<T> * in.square())).logistic();
    map(dx.values()).array().segment(begin, length) =
        map(dy.values()).array().segment(begin, length) * sigmoid *
        (1 + 2 * steepness<T> * in * (1 - sigmoid) * (1 + 3 * cubic<T> * in.square()));
  }
}

template void gelu(In<float>, Matrix<float>);
template void gelu(In<double>, Matrix<double>);
template void gelu_backward(In<float>, In<float>, Matrix<float>);
template void gelu_backward(In<double>, In<double>, Matrix<double>);

}  // namespace trackmeet::nn
