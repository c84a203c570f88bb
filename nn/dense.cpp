// SPDX-License-Identifier: Apache-2.0
#include "nn/dense.hpp"

#include "nn/eigen.hpp"

namespace trackmeet::nn {

template <typename T>
void dense(In<T> x, In<T> weight, InRow<T> bias, Matrix<T> y) {
  map(y).rowwise() = map(bias);
  map(y).noalias() += map(x) * map(weight);
}

template <typename T>
void dense_backward(In<T> x, In<T> weight, In<T> dy, Matrix<T> d_weight, std::span<T> d_bias, Matrix<T> dx) {
  map(d_weight).noalias() = map(x).transpose() * map(dy);
  map(d_bias) = map(dy).colwise().sum();
  if (dx.data != nullptr) map(dx).noalias() = map(dy) * map(weight).transpose();
}

template void dense(In<float>, In<float>, InRow<float>, Matrix<float>);
template void dense(In<double>, In<double>, InRow<double>, Matrix<double>);
template void dense_backward(In<float>, In<float>, In<float>, Matrix<float>, std::span<float>, Matrix<float>);
template void dense_backward(In<double>, In<double>, In<double>, Matrix<double>, std::span<double>, Matrix<double>);

}  // namespace trackmeet::nn
