// SPDX-License-Identifier: Apache-2.0
#include "nn/network.hpp"

#include "nn/layer_fixture.hpp"
#include "nn/reference_models.hpp"

namespace trackmeet::nn {
namespace {

/// `rows` rows that a model takes: pixels, or tokens.
template <typename T>
Tensor<T> rows_for(const Network<T>& network, Index rows, std::uint64_t seed) {
  Tensor<T> in = Tensor<T>::random({rows, network.layers().inputs()}, seed);
  if (network.layers().inputs() > 1) return in;
  for (T& value : in.values()) value = std::floor((value + 1) / 2 * static_cast<T>(vocabulary));
  return in;
}

TEST(ReferenceModels, have_the_parameters_that_their_descriptions_promise) {
  EXPECT_EQ(Network<float>(mlp()).parameters().count(), 109'386);
  EXPECT_EQ(Network<float>(cnn()).parameters().count(), 34'826);
  const Index width = 128, hidden = 512;
  const Index norms = 3 * 2 * width;
  const Index attention = width * 3 * width + 3 * width + width * width + width;
  const Index feed_forward = width * hidden + hidden + hidden * width + width;
  EXPECT_EQ(Network<float>(transformer()).parameters().count(),
            (vocabulary + text_tokens) * width + norms + attention + feed_forward + width * vocabulary + vocabulary);
}

TEST(Network, begins_the_same_for_the_same_seed_and_otherwise_not) {
  Network<float> one(mlp()), two(mlp());
  one.initialise(7);
  two.initialise(7);
  EXPECT_TRUE(std::ranges::equal(std::as_const(one).weights(), std::as_const(two).weights()));
  two.initialise(8);
  EXPECT_FALSE(std::ranges::equal(std::as_const(one).weights(), std::as_const(two).weights()));
}

TEST(Network, yields_the_same_with_tuned_and_with_plain_loops) {
  for (const ModelDescription& model : {mlp(), cnn(), transformer()}) {
    Network<float> tuned(model, Loops::tuned);
    Network<float> plain(model, Loops::plain);
    tuned.initialise(1);
    plain.initialise(1);
    const Index rows = tuned.layers().inputs() == 1 ? 2 * text_tokens : 3;
    const Tensor<float> in = rows_for(tuned, rows, 2);
    Pass<float> ours(tuned, rows), theirs(plain, rows);
    const Matrix<const float> a = ours.forward(in);
    const Matrix<const float> b = theirs.forward(in);
    for (Index i = 0; i < a.size(); ++i) ASSERT_NEAR(a.data[i], b.data[i], 2e-4) << model.name << " " << i;
  }
}

TEST(Network, text_read_token_by_token_yields_what_it_yields_at_once) {
  Network<float> network(transformer());
  network.initialise(3);
  const Tensor<float> in = rows_for(network, text_tokens, 4);
  Pass<float> at_once(network, text_tokens), by_token(network, text_tokens);
  const Matrix<const float> all = at_once.forward(in);
  for (Index t = 0; t < text_tokens; ++t) {
    const Matrix<const float> one = by_token.step(t, in.matrix().slice(t, 1));
    for (Index j = 0; j < one.columns; ++j) ASSERT_NEAR(one(0, j), all(t, j), 1e-4) << t << " " << j;
  }
}

}  // namespace
}  // namespace trackmeet::nn
