// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <vector>

#include "suites/tensor_ops/layout_ops.hpp"
#include "suites/tensor_ops/reference.hpp"
#include "suites/tensor_ops/test_shapes.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

struct GatherCase {
  const char* name;
  Index table_rows;
  Index columns;
  std::vector<std::int32_t> rows;
};

TEST(GatherRows, copies_the_rows_asked_for_in_their_order) {
  const GatherCase cases[] = {
      {"one of one", 1, 1, {0}},
      {"the first and the last", 10, 7, {0, 9}},
      {"the same again and again", 3, 16, {2, 2, 2, 2, 2}},
      {"in no order", 5, 33, {4, 0, 3, 1, 2, 0}},
      {"none", 5, 3, {}},
  };
  for (const GatherCase& c : cases) {
    const Tensor table = Tensor::random(c.table_rows, c.columns, 1);
    const Shape shape{static_cast<Index>(c.rows.size()), c.columns};
    Tensor out = unfilled(shape.rows, shape.columns);
    gather_rows(table, c.rows, out);
    EXPECT_EQ(disagreement(shape, compare(out, reference::gather_rows(table, c.rows), exactly)), "") << c.name;
  }
}

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
