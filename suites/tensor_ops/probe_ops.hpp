// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "suites/tensor_ops/tensor.hpp"

/// What this machine can do at most, as far as a program can tell: the roofs that operations are held against.
/// (S. Williams, A. Waterman, D. Patterson, "Roofline", CACM 52(4), 2009; J. McCalpin's STREAM, for the kernels of
/// memory.)
namespace trackmeet::suites::tensor_ops {

namespace probe {

using Packet = Eigen::internal::packet_traits<float>::type;
inline constexpr std::size_t lanes = Eigen::internal::packet_traits<float>::size;  ///< floats in a vector register

/// Multiply-adds that do not wait for each other: more than any core of today has in flight (2 units of 4 or 5 cycles),
/// and as many as there are registers for, besides the two constants.
inline constexpr std::size_t chains = EIGEN_ARCH_DEFAULT_NUMBER_OF_REGISTERS >= 32 ? 24 : 12;
inline constexpr float factor = 1.0F - 0x1p-12F;
inline constexpr float summand = 0x1p-12F;

/// Whether results are to stay in the caches, or go to memory past them, which saves reading the lines first.
enum class Store { cached, streamed };

template <Store store>
void put(float* to, const Packet& values) {
  if constexpr (store == Store::streamed) {
#if defined(EIGEN_VECTORIZE_AVX512)
    _mm512_stream_ps(to, values);
#elif defined(EIGEN_VECTORIZE_AVX)
    _mm256_stream_ps(to, values);
#elif defined(EIGEN_VECTORIZE_SSE)
    _mm_stream_ps(to, values);
#else
    Eigen::internal::pstore(to, values);
#endif
  } else {
    Eigen::internal::pstore(to, values);
  }
}

/// Calls f(packet's first entry) for whole packets, four in a row, then g(entry) for what is left.
template <typename Packets, typename Entries>
void each(std::size_t size, Packets f, Entries g) {
  std::size_t i = 0;
  for (; i + 4 * lanes <= size; i += 4 * lanes) {
    f(i);
    f(i + lanes);
    f(i + 2 * lanes);
    f(i + 3 * lanes);
  }
  for (; i < size; ++i) g(i);
}

template <Store store>
void finish() {
#if defined(EIGEN_VECTORIZE_SSE)
  if constexpr (store == Store::streamed) _mm_sfence();
#endif
}

}  // namespace probe

/// Each entry of `values` becomes x * factor + summand, `steps` times over, `probe::chains` packets at a time: work of
/// the arithmetic units alone. `values` has whole packets of all chains.
inline void multiply_add_chains(std::span<float> values, std::size_t steps) {
  using namespace Eigen::internal;
  using namespace probe;
  const Packet times = pset1<Packet>(factor);
  const Packet plus = pset1<Packet>(summand);
  for (std::size_t begin = 0; begin < values.size(); begin += chains * lanes) {
    float* const from = values.data() + begin;
    std::array<Packet, chains> x;
#pragma GCC unroll 32
    for (std::size_t c = 0; c < chains; ++c) x[c] = ploadu<Packet>(from + c * lanes);
    for (std::size_t step = 0; step < steps; ++step) {
#pragma GCC unroll 32
      for (std::size_t c = 0; c < chains; ++c) x[c] = pmadd(x[c], times, plus);
    }
#pragma GCC unroll 32
    for (std::size_t c = 0; c < chains; ++c) pstoreu(from + c * lanes, x[c]);
  }
}

// All are of one length and begin where a cache line does.

/// out = a
template <probe::Store store>
void stream_copy(std::span<const float> a, std::span<float> out) {
  using namespace Eigen::internal;
  probe::each(
      out.size(), [&](std::size_t i) { probe::put<store>(&out[i], pload<probe::Packet>(&a[i])); },
      [&](std::size_t i) { out[i] = a[i]; });
  probe::finish<store>();
}

/// out = a + b
template <probe::Store store>
void stream_add(std::span<const float> a, std::span<const float> b, std::span<float> out) {
  using namespace Eigen::internal;
  probe::each(
      out.size(),
      [&](std::size_t i) {
        probe::put<store>(&out[i], padd(pload<probe::Packet>(&a[i]), pload<probe::Packet>(&b[i])));
      },
      [&](std::size_t i) { out[i] = a[i] + b[i]; });
  probe::finish<store>();
}

/// out = a + factor * b
template <probe::Store store>
void stream_triad(std::span<const float> a, std::span<const float> b, float factor, std::span<float> out) {
  using namespace Eigen::internal;
  const auto factors = pset1<probe::Packet>(factor);
  probe::each(
      out.size(),
      [&](std::size_t i) {
        probe::put<store>(&out[i], pmadd(factors, pload<probe::Packet>(&b[i]), pload<probe::Packet>(&a[i])));
      },
      [&](std::size_t i) { out[i] = a[i] + factor * b[i]; });
  probe::finish<store>();
}

}  // namespace trackmeet::suites::tensor_ops
