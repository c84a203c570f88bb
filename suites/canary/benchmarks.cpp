// SPDX-License-Identifier: Apache-2.0
#include "suites/canary/canary_work.hpp"
#include "suites/canary/compute_kernels.hpp"
#include "suites/canary/memory_kernels.hpp"
#include "suites/canary/mixed_kernels.hpp"
#include "suites/support/benchmark.hpp"

namespace trackmeet::suites::canary {
namespace {

template <typename Kernel>
using Canary = Benchmark<CanaryWork<Kernel>>;

// The two that tools ask for by name: bound by the core, and by memory.
const Canary<MultiplyAddChain> compute{"compute"};
const Canary<AddArrays<1'000'000>> memory{"memory"};

// As different as small work can be, for sessions in which nothing changes.
const Canary<FloatChain> float_chain{"compute_float_chain"};
const Canary<Mixing> mixing{"compute_mixing"};
const Canary<Division> division{"compute_division"};
const Canary<SquareRoots> square_roots{"compute_square_roots"};
const Canary<Branches> branches{"compute_branches"};
const Canary<BitCount> bit_count{"compute_bit_count"};
const Canary<IndirectCalls> indirect_calls{"compute_indirect_calls"};
const Canary<AddArrays<2'000>> add_l1{"memory_add_l1"};
const Canary<AddArrays<50'000>> add_l2{"memory_add_l2"};
const Canary<SumOfArray<16, 200'000>> sum_l1{"memory_sum_l1"};
const Canary<SumOfArray<512, 200'000>> sum_l2{"memory_sum_l2"};
const Canary<SumOfArray<4096, 524'288>> sum_l3{"memory_sum_l3"};
const Canary<Chase<16, 60'000>> chase_l1{"memory_chase_l1"};
const Canary<Chase<512, 20'000>> chase_l2{"memory_chase_l2"};
const Canary<Allocations> allocations{"mixed_allocations"};
const Canary<HashTable> hash_table{"mixed_hash_table"};
const Canary<NumberText> number_text{"mixed_number_text"};
const Canary<SmallProduct> small_product{"mixed_small_product"};

}  // namespace
}  // namespace trackmeet::suites::canary
