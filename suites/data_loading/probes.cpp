// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <string>

#include "core/page_buffer.hpp"
#include "suites/support/benchmark.hpp"

namespace trackmeet::suites::data_loading {
namespace {

/// What loading is held against: the C library's memcpy of so many images of 784 floats. Items are images, so that
/// the items per second of batches over these are the ratio of bytes written per second.
struct Copy final : Work {
  explicit Copy(std::size_t images) : from(images * area), to(images * area) {
    for (std::size_t i = 0; i < from.size(); ++i) from[i] = static_cast<float>(i % 1021);
  }

  void run() override { std::memcpy(to.data(), from.data(), to.size() * sizeof(float)); }
  std::optional<Mismatch> check() const override {
    for (std::size_t i = 0; i < to.size(); ++i) {
      if (to[i] != from[i]) return Mismatch{"value " + std::to_string(i), from[i], to[i]};
    }
    return std::nullopt;
  }
  Cost cost() const override {
    return {.bytes = static_cast<double>(2 * sizeof(float) * to.size()),
            .items = static_cast<double>(to.size() / area)};
  }

  static constexpr std::size_t area = 784;
  Buffer<float> from, to;
};

const Benchmark<Copy> batch{"probe_copy_batch_64", std::size_t{64}},
    data_set{"probe_copy_2000_images", std::size_t{2000}};

}  // namespace
}  // namespace trackmeet::suites::data_loading
