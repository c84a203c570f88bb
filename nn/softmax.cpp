// SPDX-License-Identifier: Apache-2.0
#include "nn/softmax.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "nn/causal.hpp"
#include "nn/packet.hpp"

namespace trackmeet::nn {
namespace {

/// Where exp(x) is so small that it is taken for zero: not yet where numbers lose digits and multiplying them takes
/// long. That is what -infinity becomes too, for which Eigen's exp does not always yield zero.
template <typename T>
constexpr T least_exponent = std::is_same_v<T, float> ? T{-80} : T{-700};

template <typename T>
void softmax_row(const T* scores, T* weights, Index length) {
  using namespace Eigen::internal;
  constexpr Index size = packet_size<T>;
  if (length < size) {  // filled up with what weighs nothing
    std::array<T, size> row;
    row.fill(-std::numeric_limits<T>::infinity());
    std::copy_n(scores, length, row.data());
    softmax_row(row.data(), row.data(), size);
    std::copy_n(row.data(), length, weights);
    return;
  }
  const Index rest = length % size, whole = length - rest;
  const auto zero = pset1<Packet<T>>(T{0});

  auto each = ploadu<Packet<T>>(scores + length - size);
  for (Index j = 0; j < whole; j += size) each = pmax(each, ploadu<Packet<T>>(scores + j));
  const auto greatest = pset1<Packet<T>>(predux_max(each));

  const auto weigh = [&](Index j) {
    const auto x = psub(ploadu<Packet<T>>(scores + j), greatest);
    return pselect(pcmp_lt(x, pset1<Packet<T>>(least_exponent<T>)), zero, pexp(x));
  };
  auto last = zero, sums = zero;
  if (rest > 0) {  // overlaps the packet before, and so comes first, while `scores` are still there
    last = weigh(length - size);
    sums = pselect(pcmp_lt(plset<Packet<T>>(T{0}), pset1<Packet<T>>(static_cast<T>(size - rest))), zero, last);
  }
  for (Index j = 0; j < whole; j += size) {
    const auto weight = weigh(j);
    pstoreu(weights + j, weight);
    sums = padd(sums, weight);
  }
  if (rest > 0) pstoreu(weights + length - size, last);

  map(std::span(weights, static_cast<std::size_t>(length))) *= 1 / predux(sums);
}

template <typename T>
void softmax_row_backward(const T* weights, const T* d_weights, T* d_scores, Index length) {
  using Row = Eigen::Map<const Eigen::Array<T, 1, Eigen::Dynamic>>;
  const Row weight(weights, length);
  const Row d_weight(d_weights, length);
  const T mean = (weight * d_weight).sum();
  Eigen::Map<Eigen::Array<T, 1, Eigen::Dynamic>>(d_scores, length) = weight * (d_weight - mean);
}

}  // namespace

template <typename T>
void softmax(In<T> scores, Matrix<T> weights) {
  for (Index i = 0; i < scores.rows; ++i) {
    softmax_row(&scores(i, 0), &weights(i, 0), scores.columns);
  }
}

template <typename T>
void softmax_backward(In<T> weights, In<T> d_weights, Matrix<T> d_scores) {
  for (Index i = 0; i < weights.rows; ++i) {
    softmax_row_backward(&weights(i, 0), &d_weights(i, 0), &d_scores(i, 0), weights.columns);
  }
}

template <typename T>
void causal_softmax(In<T> scores, Matrix<T> weights) {
  for (Index i = 0; i < scores.rows; ++i) {
    const Index reach = causal_reach(i % scores.columns, scores.columns);
    softmax_row(&scores(i, 0), &weights(i, 0), reach);
    std::ranges::fill(weights.row(i).subspan(static_cast<std::size_t>(reach)), T{0});
  }
}

template <typename T>
void causal_softmax_backward(In<T> weights, In<T> d_weights, Matrix<T> d_scores) {
  for (Index i = 0; i < weights.rows; ++i) {
    const Index reach = causal_reach(i % weights.columns, weights.columns);
    softmax_row_backward(&weights(i, 0), &d_weights(i, 0), &d_scores(i, 0), reach);
    std::ranges::fill(d_scores.row(i).subspan(static_cast<std::size_t>(reach)), T{0});
  }
}

template void softmax(In<float>, Matrix<float>);
template void softmax(In<double>, Matrix<double>);
template void softmax_backward(In<float>, In<float>, Matrix<float>);
template void softmax_backward(In<double>, In<double>, Matrix<double>);
template void causal_softmax(In<float>, Matrix<float>);
template void causal_softmax(In<double>, Matrix<double>);
template void causal_softmax_backward(In<float>, In<float>, Matrix<float>);
template void causal_softmax_backward(In<double>, In<double>, Matrix<double>);

}  // namespace trackmeet::nn
