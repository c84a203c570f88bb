// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace trackmeet::suites {

/// Stands between Google Benchmark and one of its reporters: takes the suffixes off the names (`/iterations:100` and
/// the like) and remembers which benchmarks failed. Included by nothing but google_benchmark.cpp and its test.
class PlainReporter final : public benchmark::BenchmarkReporter {
public:
  /// What arrives goes on to `inner`, which must outlive this and takes over its streams.
  explicit PlainReporter(benchmark::BenchmarkReporter& inner) : inner_(inner) {}

  /// Also passes all but the aggregates to `recorder`, which keeps its own streams.
  void record_with(benchmark::BenchmarkReporter& recorder) { recorder_ = &recorder; }

  /// `name: why` of each benchmark that failed.
  const std::vector<std::string>& failed() const { return failed_; }

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

private:
  benchmark::BenchmarkReporter& inner_;
  benchmark::BenchmarkReporter* recorder_ = nullptr;
  std::vector<std::string> failed_;
};

}  // namespace trackmeet::suites
