// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>

#include "nn/matrix.hpp"
#include "nn/parameters.hpp"

namespace trackmeet::nn {

/// Whose loops do the work: ours, or the plain ones of nn/plain/ that ours are checked and timed against.
enum class Loops { tuned, plain };

/// What a layer works on. All of it belongs to the caller, so one layer serves several threads, each with its own
/// `gradients` and `scratch`.
template <typename T>
struct LayerMemory {
  std::span<const T> parameters;  ///< laid out as `Layer::parameters()` says
  std::span<T> gradients;         ///< laid out the same; may be empty where only `forward` or `step` is called
  std::span<T> scratch;           ///< `scratch_size(capacity)` entries; what `forward` leaves there, `backward` finds
  Index capacity = 0;             ///< rows that `scratch` was made for
};

/// One layer of a network for scalars T (float to work with, double to check gradients with): a function from rows to
/// as many rows. Holds no data, only shapes; allocates nothing while it works.
template <typename T>
class Layer {
public:
  virtual ~Layer() = default;

  virtual Index inputs() const = 0;   ///< columns of a row that goes in
  virtual Index outputs() const = 0;  ///< columns of a row that comes out
  /// Rows that only make sense together: 1, or the tokens of a text. `forward` takes whole multiples of them.
  virtual Index rows_together() const { return 1; }
  /// Names, shapes and initial values; empty by default.
  virtual const ParameterLayout& parameters() const {
    static const ParameterLayout none;
    return none;
  }
  /// Entries of scratch memory for up to `rows` rows.
  virtual Index scratch_size(Index /*rows*/) const { return 0; }
  /// Floating-point operations of `forward` by its definition, a multiply-add counting two, exp and the like one.
  virtual double flops(Index rows) const = 0;

  /// `out` (rows x outputs) from `in` (rows x inputs), at most `memory.capacity` rows. The two do not overlap.
  virtual void forward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<T> out) const = 0;

  /// After `forward` with the same `memory`, `in` and `out`: from `d_out`, the derivative of the loss by each entry of
  /// `out`, sets `memory.gradients` (overwriting them) and `d_in`. Where `d_in.data` is null, nobody wants it.
  virtual void backward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<const T> out, Matrix<const T> d_out,
                        Matrix<T> d_in) const = 0;

  /// One row, number `position` of a text whose earlier rows went through `step` with the same `memory`: what `forward`
  /// of all of them would yield in that row. Only layers that look at other rows differ from `forward`.
  virtual void step(const LayerMemory<T>& memory, Index /*position*/, Matrix<const T> in, Matrix<T> out) const {
    forward(memory, in, out);
  }
};

template <typename T>
using LayerPointer = std::unique_ptr<Layer<T>>;

}  // namespace trackmeet::nn
