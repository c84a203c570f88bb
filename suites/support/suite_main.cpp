// SPDX-License-Identifier: Apache-2.0
#include "suites/support/suite_main.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <span>
#include <string>
#include <vector>

#include "core/file.hpp"
#include "core/printable.hpp"
#include "model/suite_context.hpp"
#include "suites/support/chosen_data.hpp"
#include "suites/support/google_benchmark.hpp"
#include "suites/support/options.hpp"
#include "suites/support/selection.hpp"

namespace trackmeet::suites {
namespace {

constexpr int all_well = 0;
constexpr int could_not_answer = 2;

int report(const Error& error) {
  fmt::print(stderr, "{}\n", to_text(error));
  return could_not_answer;
}

/// One a line; in detail its profile and how often it is run, behind tabs, for a runner to plan by.
void print_list(std::span<const Registered* const> benchmarks, Options::List list) {
  for (const Registered* benchmark : benchmarks) {
    fmt::print("{}", benchmark->name);
    if (list == Options::List::details)
      fmt::print("\t{}\t{}", benchmark->traits.full_only ? "full" : "quick",
                 benchmark->traits.once ? "once" : "every round");
    fmt::print("\n");
  }
}

int run(const std::string& program, std::span<const Registered* const> benchmarks, const Options& options,
        const Identity& identity, Recorder recorder) {
  const bool wants_file = !options.out_folder.empty();
  if (wants_file && recorder == nullptr)
    return report(Error{ErrorCode::usage, fmt::format("{} writes no results file", identity.name), std::nullopt,
                        fmt::format("let trackmeet measure it: trackmeet run --suite {}", program)});
  if (wants_file) {
    if (const Result<void> writable = ensure_writable_folder(options.out_folder); !writable)
      return report(writable.error());
  }

  model::Environment built_as;
  built_as.compiler = identity.build.compiler;
  built_as.flags = identity.build.flags;
  built_as.build_type = identity.build.build_type;
  const UtcTime began = SystemClock().utc_now();
  const auto reported =
      run_google_benchmark(program, benchmarks, options, model::suite_context(identity.name, identity.built, built_as),
                           wants_file ? Record::yes : Record::no);
  if (!reported) return report(reported.error());

  if (wants_file) {
    const Result<Recorded> recorded = recorder(reported->json, identity, began, options.out_folder);
    if (!recorded) return report(recorded.error());
    for (const std::string& warning : recorded->warnings) fmt::print(stderr, "warning: {}\n", warning);
    fmt::print(stderr, "wrote {}\n", recorded->path.string());
  }
  for (const std::string& failure : reported->failed) fmt::print(stderr, "error: {}\n", printable(failure));
  return reported->failed.empty() ? all_well : could_not_answer;
}

}  // namespace

int suite_main(int argc, const char* const* argv, const Identity& identity, Recorder recorder) {
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  const Result<Options> options = parse_options(arguments);
  if (!options) return report(options.error());
  if (options->help) {
    fmt::print("{}", usage(identity.name));
    return all_well;
  }
  const auto selected = select_benchmarks(registered_benchmarks(), options->filter, options->profile);
  if (!selected) return report(selected.error());
  if (options->list != Options::List::nothing) {
    print_list(*selected, options->list);
    return all_well;
  }
  choose_data(options->data);
  return run(argc > 0 ? argv[0] : identity.name, *selected, *options, identity, recorder);
}

}  // namespace trackmeet::suites
