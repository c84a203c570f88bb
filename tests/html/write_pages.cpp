// SPDX-License-Identifier: Apache-2.0
// Writes pages of every kind into a folder, for the test that opens them in a browser and for whoever wants to look.
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <string>

#include "core/file.hpp"
#include "report/html.hpp"
#include "report/sample_pages.hpp"

namespace {

using namespace trackmeet;
using report::sample::part_of;

bool write(const std::filesystem::path& path, std::span<const report::HtmlPart> parts) {
  const Result<void> written = write_file_atomically(path, report::render_html(parts));
  if (!written) std::fprintf(stderr, "%s\n", to_text(written.error()).c_str());
  return written.has_value();
}

bool write(const std::filesystem::path& path, const compare::Comparison& comparison) {
  const report::HtmlPart parts[] = {part_of(comparison)};
  return write(path, parts);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: write_pages FOLDER\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);

  const compare::Comparison mixed = report::sample::mixed();
  compare::Comparison quiet = report::sample::large(40);
  quiet.suite = "data_loading";
  quiet.exit_status = 0;
  quiet.conclusion = "no regression at or above minor";
  quiet.warnings.clear();
  std::erase_if(quiet.rows, [](const auto& row) { return row.verdict == compare::Verdict::regression; });
  compare::Comparison empty;
  empty.suite = "events";
  empty.exit_status = 2;
  empty.conclusion = "nothing could be judged";
  compare::Comparison repeating = mixed;
  repeating.rows.push_back(mixed.rows[0]);
  repeating.rows.back().metric = model::metric_named("cpu_time");
  repeating.rows.back().repeats_time = true;
  repeating.means = {{mixed.suite, report::sample::time_metric, 5, 0.0123, -0.005, 0.03}};
  SplitMix64 random(13);
  report::HtmlPart long_measured[] = {part_of(mixed)};
  long_measured[0].base.values[{"matmul_large", "real_time"}] =
      report::sample::values_around(0.01234, 0.03, 1500, random);
  const report::HtmlPart several[] = {part_of(repeating), part_of(quiet), part_of(empty)};

  const bool all_written =
      write(folder / "mixed.html", mixed) && write(folder / "hostile.html", report::sample::hostile()) &&
      write(folder / "large.html", report::sample::large(5000)) && write(folder / "empty.html", empty) &&
      write(folder / "suites.html", several) && write(folder / "many_values.html", long_measured);
  return all_written ? 0 : 1;
}
