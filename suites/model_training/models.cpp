// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "nn/reference_models.hpp"
#include "nn/trainer.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/support/network_work.hpp"

/// One batch through each reference model: forward, backward, and a whole step of training.
namespace trackmeet::suites::model_training {
namespace {

using nn::Index;
using nn::Loops;

constexpr Index images = 64, texts = 16;

const Benchmark<NetworkForward> mlp_forward{"mlp_forward_batch_64", nn::mlp(), image_samples, images},
    cnn_forward{"cnn_forward_batch_64", nn::cnn(), image_samples, images},
    transformer_forward{"transformer_forward_batch_16", nn::transformer(), text_samples, texts};
const Benchmark<NetworkBackward> mlp_backward{"mlp_backward_batch_64", nn::mlp(), image_samples, images},
    cnn_backward{"cnn_backward_batch_64", nn::cnn(), image_samples, images},
    transformer_backward{"transformer_backward_batch_16", nn::transformer(), text_samples, texts};

/// Forward, loss, backward and optimiser. The rate is so small that every iteration finds nearly the same weights.
struct TrainingStep final : NetworkWork {
  TrainingStep(const nn::ModelDescription& model, MakeSamples make_samples, Index count, Loops loops, int threads)
      : NetworkWork(model, make_samples, count, loops, nn::Pass<float>::For::inference),
        trainer(network_, nn::Adam{.rate = 1e-7},
                {.most_rows = rows().rows, .rows_per_sample = rows().rows / count, .threads = threads}) {}

  void run() override { loss = trainer.step(rows(), samples_.labels); }

  /// The loss begins near that of a guess; the gradients are held against those of the plain loops, in double. (They
  /// are those of the last step, after which the weights moved by next to nothing.)
  std::optional<Mismatch> check() const override {
    const nn::Tensor<double> logits = plain_result();
    double expected = 0;
    nn::Tensor<float> d_logits({logits.matrix().rows, logits.matrix().columns});
    const auto n = static_cast<double>(logits.matrix().rows);
    for (Index i = 0; i < logits.matrix().rows; ++i) {
      const auto row = logits.matrix().row(i);
      const auto label = static_cast<std::size_t>(samples_.labels[static_cast<std::size_t>(i)]);
      double sum = 0;
      for (const double logit : row) sum += std::exp(logit);
      expected -= (row[label] - std::log(sum)) / n;
      for (std::size_t j = 0; j < row.size(); ++j)
        d_logits.matrix().row(i)[j] = static_cast<float>((std::exp(row[j]) / sum - (j == label ? 1 : 0)) / n);
    }
    if (!near(loss, expected, {.absolute = 1e-3, .relative = 1e-3})) return Mismatch{"loss", expected, loss};
    return compare_gradients(network_.parameters(), trainer.gradients(), plain_gradients(d_logits).values());
  }

  /// A product forward is two backward; what loss and optimiser do is little beside them and not counted.
  Cost cost() const override {
    return {.bytes = 3 * bytes(), .flops = 3 * network_.layers().flops(rows().rows), .items = samples()};
  }

  nn::Trainer<float> trainer;
  double loss = 0;
};
const Benchmark<TrainingStep> mlp_step{"mlp_step_batch_64", nn::mlp(), image_samples, images, Loops::tuned, 1},
    cnn_step{"cnn_step_batch_64", nn::cnn(), image_samples, images, Loops::tuned, 1},
    transformer_step{"transformer_step_batch_16", nn::transformer(), text_samples, texts, Loops::tuned, 1};
const Benchmark<TrainingStep> mlp_step_2{
    full, "mlp_step_batch_64_threads_2", nn::mlp(), image_samples, images, Loops::tuned, 2},
    cnn_step_2{full, "cnn_step_batch_64_threads_2", nn::cnn(), image_samples, images, Loops::tuned, 2},
    transformer_step_2{
        full, "transformer_step_batch_16_threads_2", nn::transformer(), text_samples, texts, Loops::tuned, 2};

// The same with the plain loops that nn is held against.
const Benchmark<TrainingStep> plain_mlp_step{
    full, "plain_mlp_step_batch_64", nn::mlp(), image_samples, images, Loops::plain, 1},
    plain_cnn_step{full, "plain_cnn_step_batch_64", nn::cnn(), image_samples, images, Loops::plain, 1},
    plain_transformer_step{
        full, "plain_transformer_step_batch_16", nn::transformer(), text_samples, texts, Loops::plain, 1};

}  // namespace
}  // namespace trackmeet::suites::model_training
