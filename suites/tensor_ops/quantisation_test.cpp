// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <vector>

#include "suites/tensor_ops/quantisation_ops.hpp"
#include "suites/tensor_ops/reference.hpp"
#include "suites/tensor_ops/test_shapes.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

constexpr std::size_t sizes[] = {0, 1, 2, 15, 16, 17, 63, 64, 65, 1000, 4099};

TEST(Quantise, agrees_for_any_size_within_range_and_beyond) {
  for (const std::size_t size : sizes) {
    std::vector<float> values(size);
    fill_random(values, 1);
    for (float& value : values) value *= 3;  // up to 192 steps, of which 127 can be kept
    std::vector<std::int8_t> out(size, 99);
    quantise(values, 0x1p-6F, out);
    const auto mismatch = suites::compare<std::int8_t>(out, reference::quantise(values, 0x1p-6F), size, exactly);
    EXPECT_EQ(disagreement({1, static_cast<Index>(size)}, mismatch), "");
  }
}

TEST(Quantise, rounds_halves_to_even_and_holds_the_ends) {
  const std::vector<float> values = {0.5F, 1.5F, 2.5F, -0.5F, -1.5F, 126.5F, 127.4F, 300.0F, -300.0F, 1e30F, -1e30F};
  std::vector<std::int8_t> out(values.size());
  quantise(values, 1.0F, out);
  EXPECT_EQ(out, (std::vector<std::int8_t>{0, 2, 2, 0, -2, 126, 127, 127, -127, 127, -127}));
}

TEST(Dequantise, agrees_for_any_size) {
  for (const std::size_t size : sizes) {
    std::vector<std::int8_t> values(size);
    SplitMix64 random(1);
    for (std::int8_t& value : values) value = static_cast<std::int8_t>(random.next() % 256);
    std::vector<float> out(size, 99.0F);
    dequantise(values, 0.37F, out);
    const auto mismatch = suites::compare<float>(out, reference::dequantise(values, 0.37F), size, {});
    EXPECT_EQ(disagreement({1, static_cast<Index>(size)}, mismatch), "");
  }
}

TEST(Quantise, and_back_is_off_by_half_a_step_at_most) {
  constexpr float step = 0.01F;
  std::vector<float> values(1000);
  fill_random(values, 7);
  std::vector<std::int8_t> quantised(values.size());
  std::vector<float> back(values.size());
  quantise(values, step, quantised);
  dequantise(quantised, step, back);
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_NEAR(values[i], back[i], 0.5001 * step) << i;
}

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
