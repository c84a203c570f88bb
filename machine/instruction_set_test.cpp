// SPDX-License-Identifier: Apache-2.0
#include "machine/instruction_set.hpp"

#include <gtest/gtest.h>

#include "machine/fixture.hpp"

namespace trackmeet::machine {
namespace {

class InstructionSet : public testing::Test, public MadeMachine {};

const std::string v2 = "fpu sse2 cx16 lahf_lm popcnt pni ssse3 sse4_1 sse4_2";
const std::string v3 = v2 + " avx avx2 bmi1 bmi2 f16c fma abm movbe";
const std::string v4 = v3 + " avx512f avx512bw avx512cd avx512dq avx512vl";

TEST_F(InstructionSet, has_the_levels_whose_every_flag_the_kernel_lists) {
  using Levels = std::vector<std::string>;
  struct Case {
    const char* name;
    std::string cpuinfo;
    Levels want;
  };
  const Case cases[] = {
      {"all of them",
       "processor\t: 0\nflags\t\t: " + v4 + "\nbugs\t\t: spectre_v1\n",
       {"x86-64-v4", "x86-64-v3", "x86-64-v2"}},
      {"no AVX-512", "flags\t\t: " + v3 + "\n", {"x86-64-v3", "x86-64-v2"}},
      {"one flag of v4 missing",
       "flags\t\t: " + v3 + " avx512f avx512bw avx512cd avx512dq\n",
       {"x86-64-v3", "x86-64-v2"}},
      {"a flag that only begins like it", "flags\t\t: " + v2 + " avx2x\n", {"x86-64-v2"}},
      {"v4 without v3, as no CPU is",
       "flags\t\t: " + v2 + " avx512f avx512bw avx512cd avx512dq avx512vl\n",
       {"x86-64-v2"}},
      {"the plain set", "flags\t\t: fpu sse2\n", {}},
      {"ARM", "Features\t: fp asimd\n", {}},
      {"nothing told", "", {}},
  };
  for (const Case& c : cases) {
    write("proc/cpuinfo", c.cpuinfo);
    EXPECT_EQ(instruction_set_levels(root()), c.want) << c.name;
  }
}

}  // namespace
}  // namespace trackmeet::machine
