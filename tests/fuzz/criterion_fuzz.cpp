// SPDX-License-Identifier: Apache-2.0
// Whatever stands in the files of criterion's folder, reading it yields a sound run or an error. An input is the
// contents of `benchmark.json` and `sample.json`, of one benchmark after the other, each ended by the byte 0x1e.
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

#include "model/criterion_reader.hpp"
#include "model/read_results.hpp"
#include "tests/fuzz/cpu_budget.hpp"

namespace {

using namespace trackmeet;

constexpr std::size_t most_benchmarks = 3;
constexpr std::array<const char*, 2> files = {"benchmark.json", "sample.json"};

void insist(bool holds) {
  if (!holds) std::abort();
}

/// A folder of this process, which goes with it.
class Folder {
public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("trackmeet-criterion-fuzz-" + std::to_string(getpid()))) {
    for (std::size_t i = 0; i < most_benchmarks; ++i) std::filesystem::create_directories(benchmark(i));
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::filesystem::path benchmark(std::size_t i) const {
    return path_ / "group" / std::string(1, static_cast<char>('a' + i)) / "new";
  }
  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

/// The next file of the input; what is not there is no file.
void write_next(std::string_view& input, const std::filesystem::path& path) {
  constexpr char end_mark = 0x1e;
  if (input.empty()) {
    std::filesystem::remove(path);
    return;
  }
  const std::size_t end = input.find(end_mark);
  const std::string_view content = input.substr(0, end);
  std::ofstream(path, std::ios::binary) << content;
  input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const trackmeet::CpuBudget budget;
  static const Folder folder;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  for (std::size_t i = 0; i < most_benchmarks; ++i)
    for (const char* file : files) write_next(input, folder.benchmark(i) / file);
  const auto run = model::read_results({folder.path().string(), {}, model::Keep::everything});
  if (!run) {
    insist(!to_text(run.error()).empty());
    return 0;
  }
  insist(!run->rows.empty() || !run->failures.empty());
  for (const model::Row& row : run->rows) {
    insist(!row.name.empty());
    for (const model::Value& value : row.values) {
      insist(value.metric < run->metrics.size() && std::isfinite(value.value));
      insist(value.value >= 0 || run->metrics[value.metric].unit != "s");
    }
  }
  return 0;
}
