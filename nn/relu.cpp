// SPDX-License-Identifier: Apache-2.0
#include "nn/relu.hpp"

#include "nn/packet.hpp"

namespace trackmeet::nn {

template <typename T>
void relu(In<T> in, Matrix<T> out) {
  using namespace Eigen::internal;
  constexpr Index size = packet_size<T>;
  const auto zero = pset1<Packet<T>>(T{0});
  Index i = 0;
  for (; i + size <= in.size(); i += size) pstoreu(out.data + i, pmax(ploadu<Packet<T>>(in.data + i), zero));
  for (; i < in.size(); ++i) out.data[i] = in.data[i] < 0 ? 0 : in.data[i];
}

template <typename T>
void relu_backward(In<T> in, In<T> d_out, Matrix<T> d_in) {
  using namespace Eigen::internal;
  constexpr Index size = packet_size<T>;
  const auto zero = pset1<Packet<T>>(T{0});
  Index i = 0;
  for (; i + size <= in.size(); i += size) {
    const auto positive = pcmp_lt(zero, ploadu<Packet<T>>(in.data + i));
    pstoreu(d_in.data + i, pand(positive, ploadu<Packet<T>>(d_out.data + i)));
  }
  for (; i < in.size(); ++i) d_in.data[i] = in.data[i] > 0 ? d_out.data[i] : 0;
}

template void relu(In<float>, Matrix<float>);
template void relu(In<double>, Matrix<double>);
template void relu_backward(In<float>, In<float>, Matrix<float>);
template void relu_backward(In<double>, In<double>, Matrix<double>);

}  // namespace trackmeet::nn
