// SPDX-License-Identifier: Apache-2.0
#include "nn/reference_models.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/support/network_work.hpp"

/// The events on images, as the reference runs them: classes of 28x28 images, one at a time and many at once.
namespace trackmeet::suites::events {
namespace {

using nn::Loops;

const Benchmark<NetworkForward> mlp_sprint_1{"mlp_sprint_batch_1", nn::mlp(), image_samples, 1},
    mlp_sprint_100{"mlp_sprint_batch_100", nn::mlp(), image_samples, 100};
const Benchmark<NetworkForward> cnn_marathon_1{"cnn_marathon_batch_1", nn::cnn(), image_samples, 1},
    cnn_marathon_50{"cnn_marathon_batch_50", nn::cnn(), image_samples, 50};

// The same with the plain loops that the reference is held against.
const Benchmark<NetworkForward> plain_mlp_1{full,        "plain_mlp_sprint_batch_1", nn::mlp(), image_samples, 1,
                                            Loops::plain},
    plain_mlp_100{full, "plain_mlp_sprint_batch_100", nn::mlp(), image_samples, 100, Loops::plain};
const Benchmark<NetworkForward> plain_cnn_1{full,        "plain_cnn_marathon_batch_1", nn::cnn(), image_samples, 1,
                                            Loops::plain},
    plain_cnn_50{full, "plain_cnn_marathon_batch_50", nn::cnn(), image_samples, 50, Loops::plain};

}  // namespace
}  // namespace trackmeet::suites::events
