// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/description.hpp"

/// The parts of multi-head self-attention with a causal mask. (A. Vaswani et al., "Attention is all you need", NIPS
/// 2017, sections 3.2.1 to 3.2.3) What they share:
///   qkv      one row a token, whole texts of shape.tokens rows one after the other; in a row the queries, the keys and
///            the values, shape.width of each, those of head 0 first
///   scores   and weights: for each text and, within it, each head a block of tokens x tokens: row t is the token that
///            looks, column s the one looked at
///   mixed    one row a token, shape.width columns, those of head 0 first
///   columns  working memory, width x tokens: keys or values of one text, one token a column
namespace trackmeet::nn {

/// Rows of `scores` and weights, shape.tokens columns each, that belong to `rows` rows of qkv.
inline Index score_rows(const SelfAttention& shape, Index rows) { return rows * shape.heads; }

/// scores[t][s] = query_t . key_s / sqrt(width / heads) for s <= t, and -infinity for the tokens that come later.
template <typename T>
void attention_scores(const SelfAttention& shape, In<T> qkv, Matrix<T> columns, Matrix<T> scores);

/// mixed_t = sum over s <= t of weights[t][s] value_s, in each head. Weights of later tokens must be zero.
template <typename T>
void attention_mix(const SelfAttention& shape, In<T> qkv, In<T> weights, Matrix<T> mixed);

/// From the derivatives by `mixed` those by `qkv`, through the mix, the softmax and the scores. `block` is working
/// memory, tokens x tokens.
template <typename T>
void attention_backward(const SelfAttention& shape, In<T> qkv, In<T> weights, In<T> d_mixed, Matrix<T> columns,
                        Matrix<T> block, Matrix<T> d_qkv);

/// Row `position` alone, the tokens before it having gone through this function with the same memory: scores, softmax
/// and mix in one. `qkv` (tokens x 3 width) and `keys` (width x tokens, a token a column) are the cache; row `position`
/// of `qkv` is given, its keys are added to `keys`. weights: heads x tokens, working memory; mixed: 1 x width.
template <typename T>
void attention_step(const SelfAttention& shape, Index position, In<T> qkv, Matrix<T> keys, Matrix<T> weights,
                    Matrix<T> mixed);

}  // namespace trackmeet::nn
