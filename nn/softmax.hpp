// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// Row by row, weight_j = exp(score_j) / sum over i of exp(score_i): positive, and their sum is one. The greatest score
/// is subtracted first, so that nothing overflows. `weights` may be `scores`.
template <typename T>
void softmax(In<T> scores, Matrix<T> weights);

/// The derivatives by the scores, d_score_j = weight_j (d_weight_j - sum over i of weight_i d_weight_i), from those by
/// the weights. `d_scores` may be `d_weights`.
template <typename T>
void softmax_backward(In<T> weights, In<T> d_weights, Matrix<T> d_scores);

/// The same for square blocks of scores, one below the other, in which row t is token t and looks at no later one: the
/// scores of later tokens must be -infinity (as `attention_scores` leaves them), their weights are zero.
template <typename T>
void causal_softmax(In<T> scores, Matrix<T> weights);

/// Of `d_weights` only what lies within `causal_reach` is read; the derivatives by scores of later tokens are zero.
template <typename T>
void causal_softmax_backward(In<T> weights, In<T> d_weights, Matrix<T> d_scores);

}  // namespace trackmeet::nn
