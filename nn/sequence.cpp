// SPDX-License-Identifier: Apache-2.0
#include "nn/sequence.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "nn/layers.hpp"

namespace trackmeet::nn {
namespace {

template <typename T>
std::span<T> part_of(std::span<T> whole, Index first, Index size) {
  if (whole.empty()) return {};
  return whole.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(size));
}

}  // namespace

template <typename T>
Sequence<T>::Sequence(const std::vector<NamedLayer>& layers, Loops loops) {
  for (const NamedLayer& named : layers) {
    LayerPointer<T> layer =
        std::visit([loops](const auto& description) { return make_layer<T>(description, loops); }, named.layer);
    assert(parts_.empty() || parts_.back().layer->outputs() == layer->inputs());
    const Index first = layout_.append(named.name, layer->parameters());
    parts_.push_back({std::move(layer), first});
  }
}

template <typename T>
Index Sequence<T>::rows_together() const {
  Index together = 1;
  for (const Part& part : parts_) together = std::lcm(together, part.layer->rows_together());
  return together;
}

template <typename T>
Index Sequence<T>::widest() const {
  Index widest = 0;
  for (const Part& part : parts_) widest = std::max(widest, part.layer->outputs());
  return widest;
}

/// Layout, each stretch beginning on a cache line: for each part its own scratch, then what it yields (but for the
/// last); at the end two stretches for the derivatives of what goes between parts.
template <typename T>
Index Sequence<T>::scratch_size(Index rows) const {
  Index size = 0;
  for (const Part& part : parts_)
    size += aligned(part.layer->scratch_size(rows)) + aligned(rows * part.layer->outputs());
  return size + 2 * aligned(rows * widest());
}

template <typename T>
double Sequence<T>::flops(Index rows) const {
  double sum = 0;
  for (const Part& part : parts_) sum += part.layer->flops(rows);
  return sum;
}

template <typename T>
LayerMemory<T> Sequence<T>::memory_of(const Part& part, const LayerMemory<T>& whole, Index first_scratch) const {
  const Index size = part.layer->parameters().size();
  return {part_of(whole.parameters, part.first_parameter, size), part_of(whole.gradients, part.first_parameter, size),
          part_of(whole.scratch, first_scratch, part.layer->scratch_size(whole.capacity)), whole.capacity};
}

template <typename T>
template <typename Apply>
void Sequence<T>::chain(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<T> out, const Apply& apply) const {
  Index scratch = 0;
  Matrix<const T> passed = in;
  for (const Part& part : parts_) {
    const LayerMemory<T> own = memory_of(part, memory, scratch);
    scratch += aligned(part.layer->scratch_size(memory.capacity));
    const bool is_last = &part == &parts_.back();
    const Matrix<T> yielded =
        is_last ? out : Matrix<T>{memory.scratch.data() + scratch, in.rows, part.layer->outputs()};
    apply(*part.layer, own, passed, yielded);
    scratch += aligned(memory.capacity * part.layer->outputs());
    passed = yielded;
  }
}

template <typename T>
void Sequence<T>::forward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<T> out) const {
  chain(memory, in, out, [](const Layer<T>& layer, const LayerMemory<T>& own, Matrix<const T> from, Matrix<T> to) {
    layer.forward(own, from, to);
  });
}

template <typename T>
void Sequence<T>::step(const LayerMemory<T>& memory, Index position, Matrix<const T> in, Matrix<T> out) const {
  chain(memory, in, out,
        [position](const Layer<T>& layer, const LayerMemory<T>& own, Matrix<const T> from, Matrix<T> to) {
          layer.step(own, position, from, to);
        });
}

template <typename T>
void Sequence<T>::backward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<const T> out, Matrix<const T> d_out,
                           Matrix<T> d_in) const {
  Index scratch = scratch_size(memory.capacity);
  const Index stretch = aligned(memory.capacity * widest());
  scratch -= 2 * stretch;
  T* const derivatives[2] = {memory.scratch.data() + scratch, memory.scratch.data() + scratch + stretch};

  Matrix<const T> yielded = out;
  Matrix<const T> d_yielded = d_out;
  for (std::size_t i = parts_.size(); i-- > 0;) {
    const Part& part = parts_[i];
    scratch -= aligned(memory.capacity * part.layer->outputs());
    scratch -= aligned(part.layer->scratch_size(memory.capacity));
    const LayerMemory<T> own = memory_of(part, memory, scratch);
    const bool is_first = i == 0;
    const Index before = is_first ? 0 : scratch - aligned(memory.capacity * part.layer->inputs());
    const Matrix<const T> passed =
        is_first ? in : Matrix<const T>{memory.scratch.data() + before, in.rows, part.layer->inputs()};
    const Matrix<T> d_passed = is_first ? d_in : Matrix<T>{derivatives[i % 2], in.rows, part.layer->inputs()};
    part.layer->backward(own, passed, yielded, d_yielded, d_passed);
    yielded = passed;
    d_yielded = d_passed;
  }
}

template class Sequence<float>;
template class Sequence<double>;

}  // namespace trackmeet::nn
