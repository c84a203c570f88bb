// SPDX-License-Identifier: Apache-2.0
#include "suites/tensor_ops/creation_ops.hpp"

#include "suites/support/benchmark.hpp"
#include "suites/tensor_ops/agreement.hpp"
#include "suites/tensor_ops/reference.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

/// What all have in common: one result and no operand.
struct Create : Work {
  explicit Create(Index n) : out(Tensor::random(n, n, 1)) {}
  Cost cost() const override { return {.bytes = float_bytes(out), .items = entries(out)}; }

  Tensor out;
};

struct Zeros final : Create {
  using Create::Create;
  void run() override { zeros(out); }
  std::optional<Mismatch> check() const override {
    return compare(out, reference::fill(out.rows(), out.columns(), 0), exactly);
  }
};
const Benchmark<Zeros> zeros_large{full, "create_zeros_large", 1000};

struct Fill final : Create {
  using Create::Create;
  void run() override { fill(1.5F, out); }
  std::optional<Mismatch> check() const override {
    return compare(out, reference::fill(out.rows(), out.columns(), 1.5), exactly);
  }
};
const Benchmark<Fill> fill_large{full, "create_filled_large", 1000};

struct Random final : Create {
  using Create::Create;
  void run() override { random(seed, out); }
  std::optional<Mismatch> check() const override {
    return compare(out, reference::random(out.rows(), out.columns(), seed), exactly);
  }

  static constexpr std::uint64_t seed = 3;
};
const Benchmark<Random> random_large{full, "create_random_large", 1000};

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
