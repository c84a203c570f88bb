// SPDX-License-Identifier: Apache-2.0
// Stored runs of pytest-benchmark: name and median of every benchmark, as another program reads them from these files.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "model/adapter.hpp"
#include "tests/agreement/shared_data_fixture.hpp"

namespace trackmeet::agreement {
namespace {

using PytestBenchmark = SharedData;

struct Case {
  const char *file, *name;
  double median;
};

/// The run of a file that one adapter claims, and no other.
Result<model::Run> read_claimed(const std::string& text, const std::string& file) {
  const auto document = model::parse_json(text, file);
  if (!document) return tl::make_unexpected(document.error());
  const model::Adapter* reader = nullptr;
  for (const model::Adapter& adapter : model::adapters()) {
    if (adapter.is_document == nullptr || !adapter.is_document(document->root)) continue;
    EXPECT_EQ(reader, nullptr) << file << " is claimed by " << adapter.name << " too";
    reader = &adapter;
  }
  if (reader == nullptr) return failure(ErrorCode::input, file + " is claimed by no adapter");
  EXPECT_EQ(reader->name, "pytest-benchmark") << file;
  return reader->read_document(document->root, file);
}

TEST_F(PytestBenchmark, StoredRunsAreReadWhole) {
  const Case cases[] = {
      {"pytest-benchmark/0001_b87b9aae14ff14a7887a6bbaa9731b9a8760555d_20150814_190343_uncommitted-changes.json",
       "tests/test_normal.py::test_xfast_parametrized[0]", 2.2016643907464864e-07},
      {"pytest-benchmark/0006_5b78858eb718649a31fb93d8dc96ca2cee41a4cd_20150815_030213_uncommitted-changes.json",
       "tests/test_normal.py::test_xfast_parametrized[0]", 2.2037313618791212e-07},
      {"pytest-benchmark/0007_5b78858eb718649a31fb93d8dc96ca2cee41a4cd_20150815_030218_uncommitted-changes.json",
       "tests/test_normal.py::test_xfast_parametrized[0]", 2.1958056791329089e-07},
      {"pytest-benchmark/0010_5b78858eb718649a31fb93d8dc96ca2cee41a4cd_20150815_030233_uncommitted-changes.json",
       "tests/test_normal.py::test_xfast_parametrized[0]", 2.2162853831976232e-07},
      {"pytest-benchmark/0011_5b78858eb718649a31fb93d8dc96ca2cee41a4cd_20150815_030238_uncommitted-changes.json",
       "tests/test_normal.py::test_xfast_parametrized[0]", 2.182136147709216e-07},
      {"pytest-benchmark/0013_5b78858eb718649a31fb93d8dc96ca2cee41a4cd_20150815_030248_uncommitted-changes.json",
       "tests/test_normal.py::test_xfast_parametrized[0]", 2.2001126233269188e-07},
      {"pytest-benchmark/0022_5b78858eb718649a31fb93d8dc96ca2cee41a4cd_20150815_030335_uncommitted-changes.json",
       "tests/test_normal.py::test_xfast_parametrized[0]", 2.2052275355156628e-07},
      {"pytest-benchmark/0023_5b78858eb718649a31fb93d8dc96ca2cee41a4cd_20150815_030340_uncommitted-changes.json",
       "tests/test_normal.py::test_xfast_parametrized[0]", 2.1911802746000743e-07},
      {"pytest-benchmark/0025_5b78858eb718649a31fb93d8dc96ca2cee41a4cd_20150815_030351_uncommitted-changes.json",
       "tests/test_normal.py::test_xfast_parametrized[0]", 2.1930010813587116e-07},
      {"pytest-benchmark/0027_5b78858eb718649a31fb93d8dc96ca2cee41a4cd_20150815_030402_uncommitted-changes.json",
       "tests/test_normal.py::test_xfast_parametrized[0]", 2.1981029975705031e-07},
      {"pytest-benchmark/0028_5b78858eb718649a31fb93d8dc96ca2cee41a4cd_20150815_030408_uncommitted-changes.json",
       "tests/test_normal.py::test_xfast_parametrized[0]", 2.2016643907464864e-07},
      {"pytest-benchmark/0029_5b78858eb718649a31fb93d8dc96ca2cee41a4cd_20150815_030413_uncommitted-changes.json",
       "tests/test_normal.py::test_xfast_parametrized[0]", 2.182136147709216e-07},
      {"github-action-benchmark/extract/pytest_output.json", "bench.py::test_fib_10", 2.2300000000363696e-05},
      {"github-action-benchmark/extract/pytest_output.json", "bench.py::test_fib_20", 0.0029605825000003083},
      {"github-action-benchmark/extract/pytest_several_units.json", "bench.py::test_fib_1", 1.437600000020467e-07},
      {"github-action-benchmark/extract/pytest_several_units.json", "bench.py::test_fib_10", 2.8052999999861328e-05},
      {"github-action-benchmark/extract/pytest_several_units.json", "bench.py::test_fib_20", 0.003471104000000169},
      {"github-action-benchmark/extract/pytest_several_units.json", "bench.py::test_sleep_2", 2.005124842999999},
  };
  std::map<std::string, model::Run> runs;
  for (const Case& c : cases) {
    SCOPED_TRACE(c.file);
    if (!runs.contains(c.file)) {
      auto run = read_claimed(text_of(std::string("formats/") + c.file), c.file);
      ASSERT_TRUE(run) << to_text(run.error());
      EXPECT_TRUE(run->failures.empty());
      const auto in_file =
          std::ranges::count_if(cases, [&](const Case& other) { return other.file == std::string(c.file); });
      EXPECT_EQ(static_cast<std::ptrdiff_t>(model::benchmark_names(*run).size()), in_file);
      EXPECT_TRUE(model::is_commit(run->git.commit));
      EXPECT_TRUE(run->git.dirty);
      EXPECT_FALSE(run->environment.os.empty());
      EXPECT_GT(run->timestamp, UtcTime{});
      runs.emplace(c.file, std::move(*run));
    }
    std::vector<double> values = model::per_round(runs.at(c.file), c.name, "real_time");
    ASSERT_TRUE(values.size() % 2 == 1) << c.name;  // one summary, or five rounds
    std::ranges::sort(values);
    EXPECT_EQ(values[values.size() / 2], c.median) << c.name;
  }
}

}  // namespace
}  // namespace trackmeet::agreement
