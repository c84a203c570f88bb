// SPDX-License-Identifier: Apache-2.0
#include "nn/strided_product.hpp"

#include "nn/causal.hpp"
#include "nn/eigen.hpp"

namespace trackmeet::nn {
namespace {

using Eigen::internal::padd;
using Eigen::internal::ploadu;
using Eigen::internal::pmadd;
using Eigen::internal::pmul;
using Eigen::internal::pset1;
using Eigen::internal::pstoreu;

template <typename T>
struct Job {
  Strided<const T> left, right;
  Strided<T> result;
  T factor;
  Triangle triangle;
};

/// So many rows times two packets fill half of the registers with sums.
constexpr int rows_at_once = EIGEN_ARCH_DEFAULT_NUMBER_OF_REGISTERS / 4;

/// `rows` rows by `packets` packets of the result, from (i, j) on; its sums stay in registers. A block of few sums
/// keeps several sets of them, so that an addition need not wait for the one before.
template <typename Packet, int rows, int packets, typename T>
void multiply_block(const Job<T>& job, Index i, Index j) {
  constexpr Index width = Eigen::internal::unpacket_traits<Packet>::size;
  constexpr int sets = std::max(1, 4 / (rows * packets));
  const Index begin = job.triangle == Triangle::upper_left ? i : 0;
  const Index end = job.triangle == Triangle::lower_left ? std::min(i + rows, job.left.columns) : job.left.columns;
  Packet sums[sets][rows][packets];
  for (auto& set : sums) {
    for (auto& row : set) std::fill(row, row + packets, pset1<Packet>(T{0}));
  }
  const T* left = &job.left(i, begin);
  const T* right = &job.right(begin, j);
  const auto add_term = [&](auto& set) {
    Packet terms[packets];
    for (int p = 0; p < packets; ++p) terms[p] = ploadu<Packet>(right + p * width);
    for (int r = 0; r < rows; ++r) {
      const Packet times = pset1<Packet>(left[r * job.left.row_stride]);
      for (int p = 0; p < packets; ++p) set[r][p] = pmadd(times, terms[p], set[r][p]);
    }
    left += job.left.column_stride;
    right += job.right.row_stride;
  };
  Index k = begin;
  for (; k + sets <= end; k += sets) {
    for (auto& set : sums) add_term(set);
  }
  for (; k < end; ++k) add_term(sums[0]);
  const Packet factor = pset1<Packet>(job.factor);
  for (int r = 0; r < rows; ++r) {
    for (int p = 0; p < packets; ++p) {
      for (int set = 1; set < sets; ++set) sums[0][r][p] = padd(sums[0][r][p], sums[set][r][p]);
      pstoreu(&job.result(i + r, j + p * width), pmul(sums[0][r][p], factor));
    }
  }
}

/// `rows` rows of the result from row i on, all columns from j on: pairs of packets, one packet, then half packets down
/// to single numbers.
template <typename Packet, int rows, typename T>
void multiply_rows(const Job<T>& job, Index i, Index j) {
  constexpr Index width = Eigen::internal::unpacket_traits<Packet>::size;
  const Index end =
      job.triangle == Triangle::lower_result ? causal_reach(i + rows - 1, job.result.columns) : job.result.columns;
  for (; j + 2 * width <= end; j += 2 * width) multiply_block<Packet, rows, 2>(job, i, j);
  for (; j + width <= end; j += width) multiply_block<Packet, rows, 1>(job, i, j);
  if constexpr (width > 1) {
    using Half = typename Eigen::internal::unpacket_traits<Packet>::half;
    using Next = std::conditional_t<std::is_same_v<Half, Packet>, T, Half>;
    if (j < end) multiply_rows<Next, rows>(job, i, j);
  }
}

/// All rows from row i on.
template <typename Packet, int rows, typename T>
void multiply(const Job<T>& job, Index i) {
  for (; i + rows <= job.result.rows; i += rows) multiply_rows<Packet, rows>(job, i, 0);
  if constexpr (rows > 1) multiply<Packet, rows / 2>(job, i);
}

}  // namespace

template <typename T>
void strided_product(std::type_identity_t<Strided<const T>> left, std::type_identity_t<Strided<const T>> right,
                     Strided<T> result, std::type_identity_t<T> factor, Triangle triangle) {
  assert(left.rows == result.rows && left.columns == right.rows && right.columns == result.columns);
  assert(right.column_stride == 1 && result.column_stride == 1);
  multiply<typename Eigen::internal::packet_traits<T>::type, rows_at_once>(
      Job<T>{left, right, result, factor, triangle}, 0);
}

template void strided_product(Strided<const float>, Strided<const float>, Strided<float>, float, Triangle);
template void strided_product(Strided<const double>, Strided<const double>, Strided<double>, double, Triangle);

}  // namespace trackmeet::nn
