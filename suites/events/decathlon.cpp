// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "nn/attention.hpp"
#include "nn/plain/attention.hpp"
#include "nn/plain/softmax.hpp"
#include "nn/reference_models.hpp"
#include "nn/softmax.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/support/check.hpp"
#include "suites/support/network_work.hpp"

/// Transformer Decathlon: ten parts of the reference transformer, each over one text of 64 characters, and the plain
/// loops for the whole of it.
namespace trackmeet::suites::events {
namespace {

using nn::Index;
using nn::Tensor;

constexpr Index tokens = nn::text_tokens, width = 128, heads = 8, hidden = 512;
constexpr nn::SelfAttention shape{.tokens = tokens, .width = width, .heads = heads};

nn::ModelDescription part(std::vector<nn::NamedLayer> layers) { return {"part", std::move(layers)}; }

const Benchmark<NetworkForward> embedding_and_head{
    "decathlon_embedding_and_head",
    part({{"embedding", nn::Embedding{nn::vocabulary, tokens, width}}, {"head", nn::Dense{width, nn::vocabulary}}}),
    text_samples, 1};
const Benchmark<NetworkForward> layer_norm{"decathlon_layer_norm", part({{"norm", nn::LayerNorm{width}}}),
                                           random_samples<width>, tokens};
const Benchmark<NetworkForward> qkv_projection{"decathlon_qkv_projection", part({{"qkv", nn::Dense{width, 3 * width}}}),
                                               random_samples<width>, tokens};

/// What the three parts between the projections share; all their operands are random.
struct AttentionPart : Work {
  AttentionPart()
      : qkv(Tensor<float>::random({tokens, 3 * width}, 1)),
        columns({width, tokens}),
        scores({heads * tokens, tokens}),
        weights({heads * tokens, tokens}),
        mixed({tokens, width}) {
    nn::attention_scores<float>(shape, qkv, columns, scores.matrix());
    nn::causal_softmax<float>(scores, weights.matrix());
  }

  /// The same as double, for the plain loops.
  static Tensor<double> widened(const Tensor<float>& values) {
    Tensor<double> wide(values.shape());
    std::ranges::copy(values.values(), wide.values().begin());
    return wide;
  }
  static std::optional<Mismatch> held_against(const Tensor<double>& expected, const Tensor<float>& got) {
    return compare(got.values(), expected.values(), static_cast<std::size_t>(got.matrix().columns),
                   {.absolute = 1e-5, .relative = 1e-4});
  }
  /// Pairs of tokens of which one looks at the other.
  static constexpr double pairs = static_cast<double>(heads * tokens * (tokens + 1)) / 2;
  static constexpr double head_width = static_cast<double>(width) / static_cast<double>(heads);
  static constexpr double pair_bytes = pairs * sizeof(float);
  static constexpr double token_bytes =
      static_cast<double>(tokens * width) * sizeof(float);  // of queries, keys or values

  Tensor<float> qkv, columns, scores, weights, mixed;
};

struct ScoresAndMask final : AttentionPart {
  void run() override { nn::attention_scores<float>(shape, qkv, columns, scores.matrix()); }
  std::optional<Mismatch> check() const override {
    Tensor<double> turned(columns.shape()), expected(scores.shape());
    nn::plain::attention_scores<double>(shape, widened(qkv), turned, expected.matrix());
    return held_against(expected, scores);
  }
  Cost cost() const override {
    return {.bytes = 2 * token_bytes + pair_bytes, .flops = pairs * (2 * head_width + 1), .items = 1};
  }
};
const Benchmark<ScoresAndMask> scores_and_mask{"decathlon_scores_and_mask"};

/// Five operations an entry: maximum, difference, exp, sum and quotient.
struct CausalSoftmax final : AttentionPart {
  void run() override { nn::causal_softmax<float>(scores, weights.matrix()); }
  std::optional<Mismatch> check() const override {
    Tensor<double> expected(weights.shape());
    nn::plain::causal_softmax<double>(widened(scores), expected.matrix());
    return held_against(expected, weights);
  }
  Cost cost() const override { return {.bytes = 2 * pair_bytes, .flops = 5 * pairs, .items = 1}; }
};
const Benchmark<CausalSoftmax> softmax{"decathlon_softmax"};

struct ValueMix final : AttentionPart {
  void run() override { nn::attention_mix<float>(shape, qkv, weights, mixed.matrix()); }
  std::optional<Mismatch> check() const override {
    Tensor<double> expected(mixed.shape());
    nn::plain::attention_mix<double>(shape, widened(qkv), widened(weights), expected.matrix());
    return held_against(expected, mixed);
  }
  Cost cost() const override {
    return {.bytes = 2 * token_bytes + pair_bytes, .flops = pairs * 2 * head_width, .items = 1};
  }
};
const Benchmark<ValueMix> value_mix{"decathlon_value_mix"};

const Benchmark<NetworkForward> output_projection{
    "decathlon_output_projection", part({{"projection", nn::Dense{width, width}}}), random_samples<width>, tokens};
const Benchmark<NetworkForward> feed_forward{
    "decathlon_feed_forward",
    part({{"dense1", nn::Dense{width, hidden}}, {"gelu", nn::Gelu{hidden}}, {"dense2", nn::Dense{hidden, width}}}),
    random_samples<width>, tokens};
const Benchmark<NetworkForward> full_forward{"decathlon_full_forward", nn::transformer(), text_samples, 1};

/// The last character of a text whose other 63 are in the key/value cache.
struct Decode final : NetworkWork {
  explicit Decode(nn::Loops loops = nn::Loops::tuned)
      : NetworkWork(nn::transformer(), text_samples, 1, loops, nn::Pass<float>::For::inference) {
    for (Index t = 0; t + 1 < tokens; ++t) pass_.step(t, rows().slice(t, 1));
  }
  void run() override { logits = pass_.step(tokens - 1, rows().slice(tokens - 1, 1)); }
  std::optional<Mismatch> check() const override {
    const Tensor<double> all = plain_result();
    return compare<float>(logits.values(), all.matrix().row(tokens - 1), static_cast<std::size_t>(logits.columns),
                          {.absolute = 2e-3, .relative = 2e-3});
  }
  Cost cost() const override {
    const double cache = 2.0 * tokens * width * sizeof(float);
    // `flops` counts what an average character looks at; the last one looks at all.
    const double more_pairs = static_cast<double>(tokens) - static_cast<double>(tokens + 1) / 2;
    return {.bytes = static_cast<double>(network_.parameters().count()) * sizeof(float) + cache,
            .flops = network_.layers().flops(1) + more_pairs * (4 * width + 6 * heads),
            .items = 1};
  }

  nn::Matrix<const float> logits;
};
const Benchmark<Decode> decode{"decathlon_decode"};

const Benchmark<NetworkForward> plain_full_forward{
    full, "plain_decathlon_full_forward", nn::transformer(), text_samples, 1, nn::Loops::plain};
const Benchmark<Decode> plain_decode{full, "plain_decathlon_decode", nn::Loops::plain};

}  // namespace
}  // namespace trackmeet::suites::events
