// SPDX-License-Identifier: Apache-2.0
#include <cblas.h>

#include "core/page_buffer.hpp"
#include "core/random.hpp"
#include "nn/plain/product.hpp"
#include "nn/product.hpp"
#include "suites/support/benchmark.hpp"

namespace trackmeet::suites::rivals {
namespace {

using nn::Index;

/// The square product of tensor_ops' `matmul_…`: same operands, same kind of memory, same check; `multiply` is whose.
template <auto multiply>
struct MatMul final : Work {
  explicit MatMul(Index size) : n(size), a(entries()), b(entries()), out(entries()) {
    openblas_set_num_threads(1);  // as ours
    fill_random(a.values(), 1);
    fill_random(b.values(), 2);
  }

  void run() override { multiply(n, a.data(), b.data(), out.data()); }
  std::optional<Mismatch> check() const override {
    const auto side = static_cast<std::size_t>(n);
    const auto entry = [this, side](std::size_t i, std::size_t j) {
      double sum = 0;
      for (std::size_t k = 0; k < side; ++k) sum += double{a[i * side + k]} * double{b[k * side + j]};
      return sum;
    };
    return compare_sample(out.values(), side, entry, 2000, for_sum_of(side));
  }
  Cost cost() const override {
    const auto all = static_cast<double>(entries());
    return {.bytes = 3 * sizeof(float) * all, .flops = 2 * all * static_cast<double>(n)};
  }

  std::size_t entries() const { return static_cast<std::size_t>(n * n); }
  Index n;
  Buffer<float> a, b, out;
};

void ours(Index n, const float* a, const float* b, float* out) {
  nn::multiply<float>({a, n, n}, {b, n, n}, {out, n, n});
}
void plain_loops(Index n, const float* a, const float* b, float* out) {
  nn::plain::multiply<float>({a, n, n}, {b, n, n}, {out, n, n});
}
void openblas(Index n, const float* a, const float* b, float* out) {
  const auto size = static_cast<blasint>(n);
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, size, size, size, 1.0F, a, size, b, size, 0.0F, out, size);
}

const Benchmark<MatMul<ours>> ours_100{"matmul_100", 100}, ours_256{"matmul_256", 256}, ours_1000{"matmul_1000", 1000};
const Benchmark<MatMul<openblas>> openblas_100{"rival_openblas_matmul_100", 100},
    openblas_256{"rival_openblas_matmul_256", 256}, openblas_1000{"rival_openblas_matmul_1000", 1000};
const Benchmark<MatMul<plain_loops>> plain_100{"rival_plain_matmul_100", 100}, plain_256{"rival_plain_matmul_256", 256};

}  // namespace
}  // namespace trackmeet::suites::rivals
