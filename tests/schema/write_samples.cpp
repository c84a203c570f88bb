// SPDX-License-Identifier: Apache-2.0
// Writes results files and a baseline of every shape into a folder, for the tests that hold them against the schemas
// and let Google Benchmark's script read them.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <type_traits>
#include <utility>

#include "core/file.hpp"
#include "model/baseline.hpp"
#include "model/gbench_writer.hpp"
#include "model/results_file.hpp"

namespace {

using namespace trackmeet;

/// Ends the program with a message if something could not be done.
template <typename T>
T need(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", to_text(result.error()).c_str());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

model::Run measured() {
  model::Run run;
  run.id = "id";
  run.suite = "suite";
  run.version = "0.1.0";
  run.git.commit = std::string(40, 'c');
  run.environment.cores = 2;
  run.environment.caches = {{"Data", 1, 32768, 0}};
  run.environment.ci_provider = "github";
  run.environment.machine_class = "class";
  for (std::uint32_t round = 0; round < 12; ++round) {
    for (const char* name : {"first/8", "second \"quoted\"", "third/é"}) {
      model::Row row;
      row.name = name;
      row.round = round;
      row.iterations = 1000;
      const double seconds = 1e-7 * (1 + round % 3);
      row.values = {{model::metric_index(run, "real_time"), seconds},
                    {model::metric_index(run, "cpu_time"), seconds * 0.9},
                    {model::metric_index(run, "peak_rss"), 1048576.0 * (1 + round)}};
      run.rows.push_back(std::move(row));
    }
  }
  return run;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::filesystem::path data = argv[1];
  const std::filesystem::path out = argv[2];
  const auto write = [&](const char* name, const std::string& text) { need(write_file_atomically(out / name, text)); };

  model::Run run = measured();
  write("measured.json", need(model::format_run(run)));
  write("../converted.json", need(model::format_gbench(run)));
  run.duet = model::Duet{"d", model::Side::head};
  run.duet->alpha = 0.01;
  run.duet->benchmarks = 3;
  run.duet->threshold = 0.03;
  run.duet->looks = {{"first/8", {6, 12}}, {"second \"quoted\"", {6}}};
  run.duet->benchmark_changes = {"suites/suite/first.cpp"};
  for (model::Row& row : run.rows) row.block = row.position = 1;
  run.failures.push_back({"fourth", model::FailureReason::memory, "needed 3 GiB"});
  write("duet.json", need(model::format_run(run)));
  for (const char* name : {"gbench_1_2.json", "gbench_1_7.json", "results.json"}) {
    write(name, need(model::format_run(need(model::read_run(data / name)))));
  }
  model::Baseline baseline{run.suite, run.environment.machine_class, {}, "", ""};
  baseline.sessions.push_back({measured(), run.timestamp, "why", {"dirty"}, {"first/8: +12.3 %"}});
  write("baseline.json", need(model::format_baseline(baseline)));
  run.rows.clear();
  write("all_failed.json", need(model::format_run(run)));
  return 0;
}
