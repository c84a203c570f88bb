// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/eigen.hpp"

/// Vector registers as Eigen knows them, on every processor. As nn/eigen.hpp, for the sources of kernels alone.
namespace trackmeet::nn {

template <typename T>
using Packet = typename Eigen::internal::packet_traits<T>::type;
/// Entries of a packet; a power of two.
template <typename T>
inline constexpr int packet_size = Eigen::internal::unpacket_traits<Packet<T>>::size;

}  // namespace trackmeet::nn
