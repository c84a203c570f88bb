// SPDX-License-Identifier: Apache-2.0
#include "nn/layer_norm.hpp"

#include <cmath>

#include "nn/eigen.hpp"

namespace trackmeet::nn {

template <typename T>
void layer_norm(In<T> x, InRow<T> weight, InRow<T> bias, Matrix<T> moments, Matrix<T> y) {
  const T share = T{1} / static_cast<T>(x.columns);
  for (Index n = 0; n < x.rows; ++n) {
    const auto in = map(x.row(n)).array();
    auto out = map(y.row(n)).array();
    const T mean = in.sum() * share;
    const T variance = (in - mean).square().sum() * share;
    const T scale = 1 / std::sqrt(variance + static_cast<T>(layer_norm_epsilon));
    out = (in - mean) * scale * map(weight).array() + map(bias).array();
    moments(n, 0) = mean;
    moments(n, 1) = scale;
  }
}

template <typename T>
void layer_norm_backward(In<T> x, InRow<T> weight, In<T> moments, In<T> dy, std::span<T> d_weight, std::span<T> d_bias,
                         Matrix<T> dx) {
  const T share = T{1} / static_cast<T>(x.columns);
  map(d_weight).setZero();
  map(d_bias).setZero();
  for (Index n = 0; n < x.rows; ++n) {
    const T mean = moments(n, 0);
    const T scale = moments(n, 1);
    const auto in = map(x.row(n)).array();
    const auto d_out = map(dy.row(n)).array();
    map(d_weight).array() += d_out * (in - mean) * scale;
    map(d_bias).array() += d_out;
    if (dx.data == nullptr) continue;
    const auto g = d_out * map(weight).array();
    const T g_mean = g.sum() * share;
    const T along = (g * (in - mean)).sum() * share * scale * scale;
    map(dx.row(n)).array() = (g - g_mean) * scale - (in - mean) * (along * scale);
  }
}

template void layer_norm(In<float>, InRow<float>, InRow<float>, Matrix<float>, Matrix<float>);
template void layer_norm(In<double>, InRow<double>, InRow<double>, Matrix<double>, Matrix<double>);
template void layer_norm_backward(In<float>, InRow<float>, In<float>, In<float>, std::span<float>, std::span<float>,
                                  Matrix<float>);
template void layer_norm_backward(In<double>, InRow<double>, In<double>, In<double>, std::span<double>,
                                  std::span<double>, Matrix<double>);

}  // namespace trackmeet::nn
