// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "suites/support/selection.hpp"

namespace trackmeet::suites {

/// What the command line of a suite asks for.
struct Options {
  enum class List { nothing, names, details };

  bool help = false;
  List list = List::nothing;
  Profile profile = Profile::quick;
  std::string data;                         ///< `--data`: the data set to work on; empty: the embedded one
  std::string filter = ".";                 ///< ECMAScript, found anywhere in a name; a leading `-` turns it round
  std::filesystem::path out_folder;         ///< for a results file; empty: none is written
  std::optional<std::uint64_t> iterations;  ///< exactly so many of each benchmark
  std::chrono::milliseconds warm_up{5};     ///< of each benchmark, before it is timed; 0: one run
  bool check = true;                        ///< whether results are compared with the reference before timing
  std::string report_file;                  ///< of Google Benchmark's `--benchmark_out`; empty: none
  std::string report_format = "json";       ///< of that file: `json`, `console` or `csv`
  std::vector<std::string> passed_on;       ///< to Google Benchmark, `--benchmark_…` and `--v`
};

/// Reads `arguments`, without the program's name. Both `--flag=value` and `--flag value` will do for our own flags;
/// Google Benchmark's take the first form only. Errors (usage) name what was probably meant.
Result<Options> parse_options(std::span<const std::string> arguments);

/// What `--help` prints for the suite called `name`. Its first line has the words `Trackmeet suite`: by them and by
/// `--iterations=N` a runner knows how to speak to this executable.
std::string usage(const std::string& name);

}  // namespace trackmeet::suites
