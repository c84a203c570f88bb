// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "nn/description.hpp"
#include "nn/layer.hpp"
#include "nn/sequence.hpp"
#include "nn/tensor.hpp"

namespace trackmeet::nn {

/// A model with its weights. The weights are one stretch of memory, laid out as `parameters` says.
template <typename T = float>
class Network {
public:
  explicit Network(const ModelDescription& description, Loops loops = Loops::tuned);

  const std::string& name() const { return name_; }
  const Layer<T>& layers() const { return layers_; }
  const ParameterLayout& parameters() const { return layers_.parameters(); }
  std::span<T> weights() { return weights_.values(); }
  std::span<const T> weights() const { return weights_.values(); }

  /// Gives every parameter its initial value; the random ones depend on `seed` and their place alone.
  void initialise(std::uint64_t seed);

private:
  std::string name_;
  Sequence<T> layers_;
  Tensor<T> weights_;
};

/// What it takes to run rows through a network: memory for what happens between its layers and, for training, for
/// gradients. For inference the rows go through in such chunks that what is between the layers stays in the cache. Each
/// thread has its own; the network is shared. Allocates nothing after it was made.
template <typename T = float>
class Pass {
public:
  enum class For { inference, training };

  /// For at most `most_rows` rows at a time. The network must outlive it.
  Pass(const Network<T>& network, Index most_rows, For use = For::inference);

  /// What the network yields for `in` (rows x inputs); overwritten by the next call.
  Matrix<const T> forward(Matrix<const T> in);

  /// After `forward` of the same `in`: sets the gradients from `d_out`, the derivative of the loss by what that
  /// yielded;
  /// and `d_in`, the derivative by `in`, unless its data is null.
  void backward(Matrix<const T> in, Matrix<const T> d_out, Matrix<T> d_in = {});

  /// What the network yields for row `position` of a text, of which all earlier rows went through `step` of this pass.
  Matrix<const T> step(Index position, Matrix<const T> in);

  std::span<const T> gradients() const { return gradients_.values(); }
  std::span<T> gradients() { return gradients_.values(); }

private:
  LayerMemory<T> memory();

  const Network<T>& network_;
  Index chunk_;  ///< rows that go through at once
  Tensor<T> scratch_, out_, gradients_;
};

}  // namespace trackmeet::nn
