// SPDX-License-Identifier: Apache-2.0
#include "suites/support/benchmark.hpp"
#include "suites/tensor_ops/agreement.hpp"
#include "suites/tensor_ops/reduction_ops.hpp"
#include "suites/tensor_ops/reference.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

struct RowSum final : Work {
  explicit RowSum(Index n) : a(Tensor::random(n, n, 1)), out(n, 1) {}

  void run() override { row_sum(a, out); }
  std::optional<Mismatch> check() const override {
    return compare(out, reference::row_sum(a), for_sum_of(a.columns()));
  }
  Cost cost() const override { return {.bytes = float_bytes(a) + float_bytes(out), .flops = entries(a)}; }

  Tensor a, out;
};
const Benchmark<RowSum> row_sum_large{"row_sum_large", 1000};

struct ColumnSum final : Work {
  explicit ColumnSum(Index n) : a(Tensor::random(n, n, 1)), out(1, n) {}

  void run() override { column_sum(a, out); }
  std::optional<Mismatch> check() const override {
    return compare(out, reference::column_sum(a), for_sum_of(a.rows()));
  }
  Cost cost() const override { return {.bytes = float_bytes(a) + float_bytes(out), .flops = entries(a)}; }

  Tensor a, out;
};
const Benchmark<ColumnSum> column_sum_large{"column_sum_large", 1000};

struct RowMax final : Work {
  explicit RowMax(Index n) : a(Tensor::random(n, n, 1)), out(n, 1) {}

  void run() override { row_max(a, out); }
  std::optional<Mismatch> check() const override { return compare(out, reference::row_max(a), exactly); }
  Cost cost() const override { return {.bytes = float_bytes(a) + float_bytes(out), .items = entries(a)}; }

  Tensor a, out;
};
const Benchmark<RowMax> row_max_large{"row_max_large", 1000};

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
