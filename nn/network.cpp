// SPDX-License-Identifier: Apache-2.0
#include "nn/network.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/random.hpp"

namespace trackmeet::nn {
namespace {

/// Normally distributed, by the sum of twelve uniform numbers less their mean: near enough for a beginning, and the
/// same on every machine, which log and cos are not.
double roughly_normal(SplitMix64& random) {
  double sum = 0;
  for (int i = 0; i < 12; ++i) sum += 0.5 * double{random.next_float()};
  return sum;
}

template <typename T>
void fill(std::span<T> values, const Initial& initial, SplitMix64& random) {
  for (T& value : values) {
    switch (initial.kind) {
      case Initial::Kind::zeros:
        value = 0;
        break;
      case Initial::Kind::ones:
        value = 1;
        break;
      case Initial::Kind::uniform:
        value = static_cast<T>(initial.scale * double{random.next_float()});
        break;
      case Initial::Kind::normal:
        value = static_cast<T>(initial.scale * roughly_normal(random));
        break;
    }
  }
}

/// What may lie between the layers at once, in bytes: half of the level-2 cache of most machines.
constexpr std::size_t between_layers = std::size_t{512} << 10U;

/// So many rows that what is between the layers fits, but at least one sample and at most all.
template <typename T>
Index rows_at_once(const Layer<T>& layers, Index most_rows) {
  const Index together = layers.rows_together();
  const std::size_t bytes = static_cast<std::size_t>(layers.scratch_size(together)) * sizeof(T);
  const auto samples = static_cast<Index>(between_layers / std::max<std::size_t>(1, bytes));
  return std::min(most_rows, std::max<Index>(1, samples) * together);
}

}  // namespace

template <typename T>
Network<T>::Network(const ModelDescription& description, Loops loops)
    : name_(description.name), layers_(description.layers, loops), weights_({layers_.parameters().size()}) {}

template <typename T>
void Network<T>::initialise(std::uint64_t seed) {
  SplitMix64 seeds(seed);
  for (const Parameter& parameter : parameters().all()) {
    SplitMix64 random(seeds.next());
    fill(row_of(parameter, weights()), parameter.initial, random);
  }
}

template <typename T>
Pass<T>::Pass(const Network<T>& network, Index most_rows, For use)
    : network_(network),
      chunk_(use == For::training ? most_rows : rows_at_once(network.layers(), most_rows)),
      scratch_({network.layers().scratch_size(chunk_)}),
      out_({most_rows, network.layers().outputs()}),
      gradients_({use == For::training ? network.parameters().size() : 0}) {}

template <typename T>
LayerMemory<T> Pass<T>::memory() {
  return {network_.weights(), gradients_.values(), scratch_.values(), chunk_};
}

template <typename T>
Matrix<const T> Pass<T>::forward(Matrix<const T> in) {
  assert(in.rows <= out_.matrix().rows && in.columns == network_.layers().inputs());
  const Matrix<T> out = out_.matrix().slice(0, in.rows);
  for (Index first = 0; first < in.rows; first += chunk_) {
    const Index rows = std::min(chunk_, in.rows - first);
    network_.layers().forward(memory(), in.slice(first, rows), out.slice(first, rows));
  }
  return out;
}

template <typename T>
void Pass<T>::backward(Matrix<const T> in, Matrix<const T> d_out, Matrix<T> d_in) {
  assert(gradients_.values().size() == network_.weights().size());
  network_.layers().backward(memory(), in, out_.matrix().slice(0, in.rows), d_out, d_in);
}

template <typename T>
Matrix<const T> Pass<T>::step(Index position, Matrix<const T> in) {
  const Matrix<T> out = out_.matrix().slice(0, 1);
  network_.layers().step(memory(), position, in, out);
  return out;
}

template class Network<float>;
template class Network<double>;
template class Pass<float>;
template class Pass<double>;

}  // namespace trackmeet::nn
