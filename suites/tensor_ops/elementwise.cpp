// SPDX-License-Identifier: Apache-2.0
#include "nn/gelu.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/tensor_ops/agreement.hpp"
#include "suites/tensor_ops/cold.hpp"
#include "suites/tensor_ops/elementwise_ops.hpp"
#include "suites/tensor_ops/parts.hpp"
#include "suites/tensor_ops/reference.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

struct Add : Work {
  explicit Add(Index n) : a(Tensor::random(n, n, 1)), b(Tensor::random(n, n, 2)), out(n, n) {}

  void run() override { add(a, b, out); }
  std::optional<Mismatch> check() const override { return compare(out, reference::add(a, b)); }
  Cost cost() const override { return {.bytes = 3 * float_bytes(a), .flops = entries(a)}; }

  Tensor a, b, out;
};
const Benchmark<Add> add_small{"tensor_add_small", 100}, add_large{"tensor_add_large", 1000};
const Benchmark<Cold<Add>> add_small_cold{full, "tensor_add_small_cold", 100},
    add_large_cold{full, "tensor_add_large_cold", 1000};

struct AddInParts final : Add {
  using Add::Add;
  void run() override {
    team.share(team.threads(), [this](Index part) {
      add(part_of_rows(std::as_const(a), part, team.threads()), part_of_rows(std::as_const(b), part, team.threads()),
          part_of_rows(out, part, team.threads()));
    });
  }

  nn::Team team{2};
};
const Benchmark<AddInParts> add_in_parts{full, "tensor_add_large_2_threads", 1000};

struct Scale final : Work {
  explicit Scale(Index n) : a(Tensor::random(n, n, 1)), out(n, n) {}

  void run() override { scale(a, factor, out); }
  std::optional<Mismatch> check() const override { return compare(out, reference::scale(a, factor)); }
  Cost cost() const override { return {.bytes = 2 * float_bytes(a), .flops = entries(a)}; }

  static constexpr float factor = 1.7F;
  Tensor a, out;
};
const Benchmark<Scale> scale_large{"tensor_scale_large", 1000};

struct MultiplyAdd final : Work {
  explicit MultiplyAdd(Index n)
      : a(Tensor::random(n, n, 1)), b(Tensor::random(n, n, 2)), c(Tensor::random(n, n, 3)), out(n, n) {}

  void run() override { multiply_add(a, b, c, out); }
  std::optional<Mismatch> check() const override { return compare(out, reference::multiply_add(a, b, c)); }
  Cost cost() const override { return {.bytes = 4 * float_bytes(a), .flops = 2 * entries(a)}; }

  Tensor a, b, c, out;
};
const Benchmark<MultiplyAdd> multiply_add_small{"multiply_add_small", 100},
    multiply_add_large{"multiply_add_large", 1000};

struct AddRow final : Work {
  explicit AddRow(Index n) : a(Tensor::random(n, n, 1)), row(Tensor::random(1, n, 2)), out(n, n) {}

  void run() override { add_row(a, row, out); }
  std::optional<Mismatch> check() const override { return compare(out, reference::add_row(a, row)); }
  Cost cost() const override { return {.bytes = 2 * float_bytes(a) + float_bytes(row), .flops = entries(a)}; }

  Tensor a, row, out;
};
const Benchmark<AddRow> add_row_large{"broadcast_add_large", 1000};

/// An exponential costs more than memory does, so this is bound by arithmetic.
struct Gelu final : Work {
  explicit Gelu(Index n) : a(Tensor::random(n, n, 1)), out(n, n) {}

  void run() override { nn::gelu<float>(a, out); }
  std::optional<Mismatch> check() const override { return compare(out, reference::gelu(a)); }
  Cost cost() const override { return {.bytes = 2 * float_bytes(a), .items = entries(a)}; }

  Tensor a, out;
};
const Benchmark<Gelu> gelu_large{"gelu_large", 1000};

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
