// SPDX-License-Identifier: Apache-2.0
#include "suites/support/benchmark.hpp"
#include "suites/tensor_ops/agreement.hpp"
#include "suites/tensor_ops/quantisation_ops.hpp"
#include "suites/tensor_ops/reference.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

constexpr float step = 0x1p-6F;  ///< a power of two, so that no rounding is open to debate
constexpr std::size_t count = 1'000'000;

struct Quantise final : Work {
  Quantise() : values(Tensor::random(1, count, 1)), out(count) {}

  void run() override { quantise(values.values(), step, out.values()); }
  std::optional<Mismatch> check() const override {
    return suites::compare(out.values(), reference::quantise(values.values(), step), count, exactly);
  }
  Cost cost() const override { return {.bytes = float_bytes(values) + double{count}, .items = double{count}}; }

  Tensor values;
  Buffer<std::int8_t> out;
};
const Benchmark<Quantise> quantise_large{"quantise_int8"};

struct Dequantise final : Work {
  Dequantise() : values(count), out(1, count) {
    SplitMix64 random(1);
    for (std::int8_t& value : values.values()) value = static_cast<std::int8_t>(random.next() % 255 - 127);
  }

  void run() override { dequantise(values.values(), step, out.values()); }
  std::optional<Mismatch> check() const override {
    return compare(out, reference::dequantise(values.values(), step), exactly);
  }
  Cost cost() const override { return {.bytes = double{count} + float_bytes(out), .items = double{count}}; }

  Buffer<std::int8_t> values;
  Tensor out;
};
const Benchmark<Dequantise> dequantise_large{"dequantise_int8"};

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
