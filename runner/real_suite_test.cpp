// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <fstream>

#include "core/clock.hpp"
#include "runner/fake_suite.hpp"
#include "runner/session.hpp"

namespace trackmeet::runner {
namespace {

/// A suite that is a shell script: it answers as Google Benchmark 1.8 does.
constexpr const char* script = R"(#!/bin/sh
out= filter= list=
for argument in "$@"; do
  case $argument in
    --help) echo '[--benchmark_min_time=`<integer>x` OR `<float>s`]'; exit 0;;
    --benchmark_list_tests=true) list=1;;
    --benchmark_out=*) out=${argument#*=};;
    --benchmark_filter=*) filter=${argument#*=};;
    --benchmark_min_time=*x) iterations=${argument#*=}; iterations=${iterations%x};;
  esac
done
if [ "$list" ]; then printf 'good\nbad\n'; exit 0; fi
if [ "$filter" = '^bad$' ]; then echo 'about to crash' >&2; kill -SEGV $$; fi
echo 'what a console reporter prints'
cat > "$out" <<END
{"context": {"num_cpus": 2}, "benchmarks": [{"name": "good", "run_type": "iteration", "repetition_index": 0,
"iterations": ${iterations:-777}, "real_time": 2.5, "cpu_time": 2.5, "time_unit": "us"}]}
END
)";

TEST(RealProcess, a_suite_is_probed_and_measured) {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "script suite";
  std::ofstream(path) << script;
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);

  const std::atomic<bool> stop = false;
  ProcessExecutor executor(stop);
  const SystemClock clock;
  SessionContext context{executor, clock, {}, quiet_machine};
  const Result<SuiteProgram> suite = probe_suite(path, executor, std::chrono::seconds(60));
  ASSERT_TRUE(suite) << to_text(suite.error());
  EXPECT_EQ(suite->dialect, Dialect::gbench_new);
  EXPECT_EQ(suite->benchmarks, (std::vector<std::string>{"good", "bad"}));

  SessionOptions options;
  options.out_folder = folder.path() / "results";
  options.rounds = 2;
  const Result<SessionResult> result = measure(*suite, options, context);
  ASSERT_TRUE(result) << to_text(result.error());
  const model::Run& run = result->runs.front();
  ASSERT_EQ(run.rows.size(), 2U);
  EXPECT_EQ(run.rows[1].iterations, 780U) << "what calibration saw, with two digits";
  EXPECT_EQ(model::per_round(run, "good", "real_time"), (std::vector<double>{2.5e-6, 2.5e-6}));
  ASSERT_EQ(run.failures.size(), 1U);
  EXPECT_EQ(run.failures[0].name, "bad");
  EXPECT_EQ(run.failures[0].detail, "was ended by SIGSEGV; it said: about to crash");
}

}  // namespace
}  // namespace trackmeet::runner
