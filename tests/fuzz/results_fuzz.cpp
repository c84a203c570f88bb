// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes are, reading them yields a value or an error, and what was read can be written and read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "model/baseline.hpp"
#include "model/results_file.hpp"
#include "tests/fuzz/cpu_budget.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const trackmeet::CpuBudget budget;
  using namespace trackmeet;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto run = model::parse_run(text, "fuzz")) {
    const auto written = model::format_run(*run);
    if (!written) std::abort();
    const auto again = model::parse_run(*written, "again");
    if (!again || model::format_run(*again).value() != *written) std::abort();
  }
  if (const auto baseline = model::parse_baseline(text, "fuzz")) {
    const auto written = model::format_baseline(*baseline);
    if (!written || !model::parse_baseline(*written, "again")) std::abort();
  }
  return 0;
}
