// SPDX-License-Identifier: Apache-2.0
#include "model/criterion_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <system_error>
#include <vector>

#include "core/file.hpp"
#include "core/spelling.hpp"
#include "model/criterion_throughput.hpp"
#include "model/foreign_json.hpp"
#include "model/foreign_run.hpp"

namespace trackmeet::model {
namespace {

namespace fs = std::filesystem;

constexpr int deepest = 12;                                   // folders below criterion's own
constexpr std::size_t most_entries = 1'000'000;               // files and folders that are looked at
constexpr std::size_t largest_json = std::size_t{64} << 20U;  // bytes of one file

/// `target` is as good as `target/criterion`.
fs::path root_of(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "criterion", error) ? folder / "criterion" : folder;
}

bool has_benchmark(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "benchmark.json", error);
}

/// Calls `visit` with every folder that holds a `benchmark.json`, in any order, until it returns false. Links are not
/// followed. False if there was more than may be looked at.
bool visit_benchmarks(const fs::path& root, const std::function<bool(const fs::path&)>& visit) {
  std::error_code error;
  std::size_t entries = 0;
  fs::recursive_directory_iterator walk(root, fs::directory_options::skip_permission_denied, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    if (++entries > most_entries) return false;
    std::error_code unreadable;
    if (walk->is_symlink(unreadable) || !walk->is_directory(unreadable)) continue;
    if (walk.depth() >= deepest) walk.disable_recursion_pending();
    if (!has_benchmark(walk->path())) continue;
    walk.disable_recursion_pending();
    if (!visit(walk->path())) return true;
  }
  return true;
}

/// The numbers of a list; NaN where one is none.
std::vector<double> numbers_of(const Json& list) {
  std::vector<double> numbers;
  for (const Json& item : list.items) numbers.push_back(number_of(item));
  return numbers;
}

/// How often the routine was run in each sample, and how long that took in nanoseconds.
struct Samples {
  std::vector<double> iterations, times;
};

std::optional<Samples> samples_of(const Json& root) {
  const Json* iterations = root.find("iters");
  const Json* times = root.find("times");
  if (root.type == Json::Type::list && root.items.size() == 2) {  // until criterion 0.3.4
    iterations = &root.items[0];
    times = &root.items[1];
  }
  if (iterations == nullptr || times == nullptr) return std::nullopt;
  Samples samples{numbers_of(*iterations), numbers_of(*times)};
  if (samples.times.empty() || samples.iterations.size() != samples.times.size()) return std::nullopt;
  return samples;
}

std::string name_of(const Json& benchmark) {
  std::string name = text_of(benchmark, "full_id");
  if (name.empty()) name = text_of(benchmark, "title");
  return name;
}

class CriterionReader {
public:
  explicit CriterionReader(const fs::path& root) : root_(root), run_(root.string()) { run_.run().suite = "criterion"; }

  void read(const fs::path& folder) {
    const std::string fallback = fs::path(folder.parent_path()).lexically_relative(root_).generic_string();
    const auto benchmark_text = read_file(folder / "benchmark.json", largest_json);
    if (!benchmark_text) return run_.failed(fallback, benchmark_text.error().message);
    const auto benchmark = parse_json(*benchmark_text, "benchmark.json");
    if (!benchmark) return run_.failed(fallback, to_text(benchmark.error()));
    std::string name = name_of(benchmark->root);
    if (name.empty()) name = fallback;

    const auto sample_text = read_file(folder / "sample.json", largest_json);
    if (!sample_text) return run_.failed(name, fmt::format("sample.json: {}", sample_text.error().message));
    const auto sample = parse_json(*sample_text, "sample.json");
    if (!sample) return run_.failed(name, to_text(sample.error()));
    const auto samples = samples_of(sample->root);
    if (!samples) return run_.failed(name, "sample.json has no 'iters' and 'times' of equal number");
    add(name, *samples, benchmark->root.find("throughput"));
  }

  Result<Run> finish() { return run_.finish(); }

private:
  void add(const std::string& name, const Samples& samples, const Json* throughput) {
    constexpr double nanoseconds = 1e9;
    const std::vector<CriterionWork> work =
        throughput == nullptr ? std::vector<CriterionWork>{} : works_of(*throughput);
    const std::uint32_t time = run_.time();
    for (std::size_t i = 0; i < samples.times.size(); ++i) {
      const double iterations = samples.iterations[i];
      if (!(iterations >= 1 && iterations < 1e18))
        return run_.failed(name, fmt::format("sample {} has {} iterations", i, iterations));
      const double seconds = samples.times[i] / iterations / nanoseconds;
      run_.sample(name, time, seconds, static_cast<std::uint64_t>(iterations));
      for (const CriterionWork& each : work)
        if (seconds > 0) run_.sample(name, run_.metric(each.metric), each.amount / seconds);
    }
  }

  fs::path root_;
  ForeignRun run_;
};

}  // namespace

bool is_criterion_folder(const fs::path& folder) {
  bool found = false;
  visit_benchmarks(root_of(folder), [&](const fs::path& benchmark) {
    std::error_code error;
    found = fs::is_regular_file(benchmark / "sample.json", error);
    return !found;
  });
  return found;
}

Result<Run> read_criterion(const fs::path& folder, const std::string& baseline) {
  const fs::path root = root_of(folder);
  std::error_code error;
  if (!fs::is_directory(root, error)) return failure(ErrorCode::io, "it is no folder", SourcePos{folder.string()});
  std::vector<fs::path> benchmarks;
  std::set<std::string> others;
  const bool complete = visit_benchmarks(root, [&](const fs::path& benchmark) {
    const std::string name = benchmark.filename().string();
    if (name == baseline)
      benchmarks.push_back(benchmark);
    else
      others.insert(name);
    return true;
  });
  if (!complete) {
    return failure(ErrorCode::input, fmt::format("there are more than {} files in it", most_entries),
                   SourcePos{folder.string()}, "give criterion's own folder, target/criterion");
  }
  if (benchmarks.empty()) {
    const std::vector<std::string> known(others.begin(), others.end());
    return failure(ErrorCode::input, fmt::format("no benchmark in it has the baseline '{}'", baseline),
                   SourcePos{folder.string()},
                   known.empty() ? "is it criterion's folder, target/criterion?" : did_you_mean(baseline, known));
  }
  std::ranges::sort(benchmarks);
  CriterionReader reader(root);
  for (const fs::path& benchmark : benchmarks) reader.read(benchmark);
  return reader.finish();
}

}  // namespace trackmeet::model
