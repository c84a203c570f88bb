// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes of somebody's results are, reading them in any format yields a sound run or an error. libFuzzer
// works on the format that TRACKMEET_FUZZ_FORMAT names; without it, as in a replay, each input is read in all of them.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/byte_source.hpp"
#include "model/large_file.hpp"
#include "model/read_results.hpp"
#include "model/results_file.hpp"
#include "model/unpacked.hpp"
#include "tests/fuzz/cpu_budget.hpp"

namespace {

using namespace trackmeet;

void insist(bool holds) {
  if (!holds) std::abort();
}

void insist_on_sound(const model::Run& run) {
  insist(!run.rows.empty() || !run.failures.empty());
  for (const model::Row& row : run.rows) {
    insist(!row.name.empty());
    for (const model::Value& value : row.values) {
      insist(value.metric < run.metrics.size());
      insist(std::isfinite(value.value));
      insist(value.value >= 0 || run.metrics[value.metric].unit != "s");
    }
  }
  insist(model::all_series(run).size() <= run.rows.size() * (run.metrics.size() + 1));
}

void read_as(std::string_view text, const std::string& format) {
  const Result<model::Run> run = model::parse_results(text, "fuzz", format);
  if (run)
    insist_on_sound(*run);
  else
    insist(!to_text(run.error()).empty());
}

/// Row by row a file must read the same as in one piece.
void read_in_pieces(std::string_view text) {
  const auto bytes = bytes_of(text);
  const auto run = model::read_large_file(*bytes, "fuzz", model::Keep::everything);
  if (!run) return;
  const auto whole = model::parse_run(text, "fuzz");
  insist(whole.has_value() == run->has_value());
  if (whole) insist(model::format_run(**run).value() == model::format_run(*whole).value());
}

void unpack(std::string_view text) {
  const auto bytes = model::unpacked(bytes_of(text), "fuzz");
  static_cast<void>(read_to_end(*bytes, "fuzz", std::size_t{1} << 26U));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const trackmeet::CpuBudget budget;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static const char* const chosen = std::getenv("TRACKMEET_FUZZ_FORMAT");
  if (chosen != nullptr) {
    read_as(text, chosen);
    if (chosen == std::string_view("google-benchmark")) read_in_pieces(text);
    return 0;
  }
  read_as(text, "");
  for (const std::string& format : model::format_names()) read_as(text, format);
  read_in_pieces(text);
  unpack(text);
  return 0;
}
