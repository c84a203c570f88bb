// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "suites/tensor_ops/probe_ops.hpp"
#include "suites/tensor_ops/test_shapes.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

using probe::Store;

constexpr Index lengths[] = {1, 7, 16, 63, 64, 65, 255, 1000, 2048};

template <Store store>
void expect_streams_agree() {
  for (const Index length : lengths) {
    const Shape shape{1, length};
    const Tensor a = Tensor::random(1, length, 1);
    const Tensor b = Tensor::random(1, length, 2);
    std::vector<double> copied, added, triad;
    for (std::size_t i = 0; i < a.values().size(); ++i) {
      copied.push_back(a.values()[i]);
      added.push_back(double{a.values()[i]} + double{b.values()[i]});
      triad.push_back(double{a.values()[i]} + 1.5 * double{b.values()[i]});
    }
    Tensor out = unfilled(1, length);
    stream_copy<store>(a.values(), out.values());
    EXPECT_EQ(disagreement(shape, compare(out, copied, exactly)), "") << "copy";
    stream_add<store>(a.values(), b.values(), out.values());
    EXPECT_EQ(disagreement(shape, compare(out, added)), "") << "add";
    stream_triad<store>(a.values(), b.values(), 1.5F, out.values());
    EXPECT_EQ(disagreement(shape, compare(out, triad)), "") << "triad";
  }
}

TEST(Probes, streams_through_the_caches_agree) { expect_streams_agree<Store::cached>(); }
TEST(Probes, streams_past_the_caches_agree) { expect_streams_agree<Store::streamed>(); }

TEST(Probes, chains_do_every_step_of_every_entry) {
  for (const std::size_t blocks : {1U, 3U}) {
    for (const std::size_t steps : {0U, 1U, 2U, 1000U}) {
      Tensor values = Tensor::random(1, index(blocks * probe::chains * probe::lanes), 1);
      std::vector<double> expected;
      for (const float value : values.values()) {
        double x = value;
        for (std::size_t step = 0; step < steps; ++step) x = x * double{probe::factor} + double{probe::summand};
        expected.push_back(x);
      }
      multiply_add_chains(values.values(), steps);
      const Tolerance tolerance{.absolute = static_cast<double>(steps) * 0x1p-24, .relative = 0};
      EXPECT_EQ(disagreement({1, values.columns()}, compare(values, expected, tolerance)), "") << steps;
    }
  }
}

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
