// SPDX-License-Identifier: Apache-2.0
#include "nn/transpose.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/tensor_ops/agreement.hpp"
#include "suites/tensor_ops/cold.hpp"
#include "suites/tensor_ops/layout_ops.hpp"
#include "suites/tensor_ops/reference.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

struct Transpose final : Work {
  explicit Transpose(Index n) : a(Tensor::random(n, n, 1)), out(n, n) {}

  void run() override { nn::transpose<float>(nn::whole<const float>(a), nn::whole<float>(out)); }
  std::optional<Mismatch> check() const override { return compare(out, reference::transpose(a), exactly); }
  Cost cost() const override { return {.bytes = 2 * float_bytes(a)}; }

  Tensor a, out;
};
const Benchmark<Transpose> transpose_small{"transpose_small", 100}, transpose_large{"transpose_large", 1000};

/// Looks up embeddings: rows of a table in no order.
struct GatherRows final : Work {
  GatherRows(Index table_rows, Index columns, Index wanted)
      : table(Tensor::random(table_rows, columns, 1)), rows(static_cast<std::size_t>(wanted)), out(wanted, columns) {
    SplitMix64 random(2);
    for (std::int32_t& row : rows.values()) {
      row = static_cast<std::int32_t>(random.next() % static_cast<std::uint64_t>(table_rows));
    }
  }

  void run() override { gather_rows(table, rows.values(), out); }
  std::optional<Mismatch> check() const override {
    return compare(out, reference::gather_rows(table, rows.values()), exactly);
  }
  Cost cost() const override {
    const auto wanted = static_cast<double>(out.rows());
    return {.bytes = 2 * float_bytes(out) + wanted * sizeof(std::int32_t), .items = wanted};
  }

  Tensor table;
  Buffer<std::int32_t> rows;
  Tensor out;
};
const Benchmark<GatherRows> gather{"gather_rows", 10'000, 128, 4'096};
const Benchmark<Cold<GatherRows>> gather_cold{full, "gather_rows_cold", 10'000, 128, 4'096};

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
