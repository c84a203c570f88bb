// SPDX-License-Identifier: Apache-2.0
#include "suites/support/benchmark.hpp"
#include "suites/tensor_ops/agreement.hpp"
#include "suites/tensor_ops/cold.hpp"
#include "suites/tensor_ops/matmul_ops.hpp"
#include "suites/tensor_ops/parts.hpp"
#include "suites/tensor_ops/reference.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

/// Entries looked at where the whole naive product would take a second.
constexpr std::size_t samples = 2000;

/// The square product: n^3 multiplications and as many additions.
struct MatMul : Work {
  explicit MatMul(Index n) : a(Tensor::random(n, n, 1)), b(Tensor::random(n, n, 2)), out(n, n) {}

  void run() override { multiply(a, b, out); }
  std::optional<Mismatch> check() const override {
    const auto entry = [this](std::size_t i, std::size_t j) {
      return reference::product_entry(a, b, index(i), index(j));
    };
    return compare_sample(out, entry, samples, for_sum_of(a.columns()));
  }
  Cost cost() const override {
    return {.bytes = 3 * float_bytes(a), .flops = 2 * entries(a) * static_cast<double>(a.columns())};
  }

  Tensor a, b, out;
};
const Benchmark<MatMul> matmul_small{"matmul_small", 100}, matmul_medium{"matmul_medium", 256},
    matmul_large{"matmul_large", 1000};
const Benchmark<Cold<MatMul>> matmul_cold{full, "matmul_small_cold", 100};

struct MatMulInParts final : MatMul {
  using MatMul::MatMul;
  void run() override {
    team.share(team.threads(), [this](Index part) {
      multiply(part_of_rows(std::as_const(a), part, team.threads()), b, part_of_rows(out, part, team.threads()));
    });
  }

  nn::Team team{2};
};
const Benchmark<MatMulInParts> matmul_in_parts{full, "matmul_large_2_threads", 1000};

struct BatchedMatMul final : Work {
  BatchedMatMul(Index products, Index n)
      : batch(products), a(Tensor::random(batch * n, n, 1)), b(Tensor::random(batch * n, n, 2)), out(batch * n, n) {}

  void run() override { multiply_batched(a, b, batch, out); }
  std::optional<Mismatch> check() const override {
    return compare(out, reference::multiply_batched(a, b), for_sum_of(a.columns()));
  }
  Cost cost() const override {
    return {.bytes = 3 * float_bytes(a),
            .flops = 2 * entries(a) * static_cast<double>(a.columns()),
            .items = static_cast<double>(batch)};
  }

  Index batch;
  Tensor a, b, out;
};
const Benchmark<BatchedMatMul> matmul_batched{"matmul_batched", 32, 64};

struct MatVec final : Work {
  explicit MatVec(Index n) : a(Tensor::random(n, n, 1)), x(Tensor::random(n, 1, 2)), out(n, 1) {}

  void run() override { multiply_vector(a, x, out); }
  std::optional<Mismatch> check() const override {
    return compare(out, reference::multiply(a, x), for_sum_of(a.columns()));
  }
  Cost cost() const override {
    return {.bytes = float_bytes(a) + float_bytes(x) + float_bytes(out), .flops = 2 * entries(a)};
  }

  Tensor a, x, out;
};
const Benchmark<MatVec> matvec_small{"matvec_small", 100}, matvec_large{"matvec_large", 1000};
const Benchmark<Cold<MatVec>> matvec_small_cold{full, "matvec_small_cold", 100},
    matvec_large_cold{full, "matvec_large_cold", 1000};

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
