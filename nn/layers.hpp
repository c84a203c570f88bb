// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/description.hpp"
#include "nn/layer.hpp"

namespace trackmeet::nn {

/// The layer that a description names, for float and double. Each is defined in <layer>_layer.cpp, Relu and Gelu in
/// activation_layers.cpp.
template <typename T>
LayerPointer<T> make_layer(const Dense& shape, Loops loops);
template <typename T>
LayerPointer<T> make_layer(const Relu& shape, Loops loops);
template <typename T>
LayerPointer<T> make_layer(const Gelu& shape, Loops loops);
template <typename T>
LayerPointer<T> make_layer(const Conv2d& shape, Loops loops);
template <typename T>
LayerPointer<T> make_layer(const MaxPool& shape, Loops loops);
template <typename T>
LayerPointer<T> make_layer(const Embedding& shape, Loops loops);
template <typename T>
LayerPointer<T> make_layer(const LayerNorm& shape, Loops loops);
template <typename T>
LayerPointer<T> make_layer(const SelfAttention& shape, Loops loops);
template <typename T>
LayerPointer<T> make_layer(const Residual& shape, Loops loops);

}  // namespace trackmeet::nn
