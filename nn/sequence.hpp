// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "nn/description.hpp"
#include "nn/layer.hpp"

namespace trackmeet::nn {

/// Layers one after the other, as one layer. Scratch memory holds what goes from one to the next, and its derivatives.
template <typename T>
class Sequence final : public Layer<T> {
public:
  /// `layers` is not empty, and each takes what the one before yields.
  Sequence(const std::vector<NamedLayer>& layers, Loops loops);

  Index inputs() const override { return parts_.front().layer->inputs(); }
  Index outputs() const override { return parts_.back().layer->outputs(); }
  Index rows_together() const override;
  const ParameterLayout& parameters() const override { return layout_; }
  Index scratch_size(Index rows) const override;
  double flops(Index rows) const override;
  void forward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<T> out) const override;
  void backward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<const T> out, Matrix<const T> d_out,
                Matrix<T> d_in) const override;
  void step(const LayerMemory<T>& memory, Index position, Matrix<const T> in, Matrix<T> out) const override;

private:
  struct Part {
    LayerPointer<T> layer;
    Index first_parameter = 0;  ///< in entries, where those of this part begin
  };

  template <typename Apply>
  void chain(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<T> out, const Apply& apply) const;
  LayerMemory<T> memory_of(const Part& part, const LayerMemory<T>& whole, Index first_scratch) const;
  Index widest() const;

  std::vector<Part> parts_;
  ParameterLayout layout_;
};

}  // namespace trackmeet::nn
