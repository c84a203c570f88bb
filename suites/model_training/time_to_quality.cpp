// SPDX-License-Identifier: Apache-2.0
#include "nn/reference_models.hpp"
#include "suites/model_training/training.hpp"
#include "suites/support/benchmark.hpp"

/// How long each reference model takes to a stated quality, so that a change that trains faster but learns worse shows:
/// it needs more epochs, or fails.
namespace trackmeet::suites::model_training {
namespace {

const Recipe mlp{
    nn::mlp(), nn::Adam{.rate = 2e-3}, {{"glyphs", 0.9, 12}, {"fashion-mnist", 0.893, 12}, {"mnist", 0.978, 12}}};
const Recipe cnn{
    nn::cnn(), nn::Adam{.rate = 2e-3}, {{"glyphs", 0.94, 6}, {"fashion-mnist", 0.91, 9}, {"mnist", 0.99, 6}}};
const Recipe transformer{
    nn::transformer(), nn::Adam{.rate = 3e-3}, {{"markov", 1.1, 15}, {"tinyshakespeare", 2.6, 25}}};

const Benchmark<ImageTraining> mlp_to_quality{full_once, "mlp_to_quality", mlp},
    cnn_to_quality{full_once, "cnn_to_quality", cnn};
const Benchmark<TextTraining> transformer_to_quality{full_once, "transformer_to_quality", transformer};

Recipe with_plain_loops(Recipe recipe) {
  recipe.loops = nn::Loops::plain;
  return recipe;
}
const Benchmark<ImageTraining> plain_mlp_to_quality{full_once, "plain_mlp_to_quality", with_plain_loops(mlp)},
    plain_cnn_to_quality{full_once, "plain_cnn_to_quality", with_plain_loops(cnn)};

}  // namespace
}  // namespace trackmeet::suites::model_training
