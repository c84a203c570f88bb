// SPDX-License-Identifier: Apache-2.0
#include "suites/support/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "core/spelling.hpp"

namespace trackmeet::suites {
namespace {

enum class Takes { nothing, maybe, value };

struct Flag {
  std::string name;
  Takes takes = Takes::value;
  std::string choices;  ///< comma-separated, where only these values will do; empty: checked elsewhere
};

const std::vector<Flag>& own_flags() {
  static const std::vector<Flag> flags = {
      {"--help", Takes::nothing, {}},   {"--list", Takes::maybe, "names,long"},
      {"--filter", Takes::value, {}},   {"--profile", Takes::value, "quick,full"},
      {"--data", Takes::value, {}},     {"--iterations", Takes::value, {}},
      {"--min-time", Takes::value, {}}, {"--repetitions", Takes::value, {}},
      {"--warm-up", Takes::value, {}},  {"--check", Takes::value, "yes,no"},
      {"--out", Takes::value, {}},
  };
  return flags;
}

/// Those of version 1.7, the boolean ones with `Takes::nothing`: their value may be left out.
const std::vector<Flag>& google_benchmark_flags() {
  static const std::vector<Flag> flags = {
      {"--benchmark_list_tests", Takes::nothing, {}},
      {"--benchmark_filter", Takes::value, {}},
      {"--benchmark_min_time", Takes::value, {}},
      {"--benchmark_min_warmup_time", Takes::value, {}},
      {"--benchmark_repetitions", Takes::value, {}},
      {"--benchmark_enable_random_interleaving", Takes::nothing, {}},
      {"--benchmark_report_aggregates_only", Takes::nothing, {}},
      {"--benchmark_display_aggregates_only", Takes::nothing, {}},
      {"--benchmark_format", Takes::value, "console,json,csv"},
      {"--benchmark_out", Takes::value, {}},
      {"--benchmark_out_format", Takes::value, "json,console,csv"},
      {"--benchmark_color", Takes::value, {}},
      {"--benchmark_counters_tabular", Takes::nothing, {}},
      {"--benchmark_context", Takes::value, {}},
      {"--benchmark_perf_counters", Takes::value, {}},
      {"--benchmark_time_unit", Takes::value, "ns,us,ms,s"},
      {"--v", Takes::value, {}},
  };
  return flags;
}

const Flag* find(const std::vector<Flag>& flags, std::string_view name) {
  const auto found = std::find_if(flags.begin(), flags.end(), [&](const Flag& flag) { return flag.name == name; });
  return found == flags.end() ? nullptr : &*found;
}

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> words;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    words.emplace_back(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return words;
}

tl::unexpected<Error> usage_error(std::string message, std::string hint) {
  return failure(ErrorCode::usage, std::move(message), std::move(hint));
}

tl::unexpected<Error> unknown(const std::string& argument, std::string_view name) {
  if (!argument.starts_with("-")) {
    return usage_error(fmt::format("unexpected argument '{}'", argument), "to choose benchmarks: --filter=REGEX");
  }
  std::vector<std::string> candidates;
  for (const Flag& flag : own_flags()) candidates.push_back(flag.name);
  if (name.starts_with("--b")) {
    candidates.clear();
    for (const Flag& flag : google_benchmark_flags()) candidates.push_back(flag.name);
  }
  return usage_error(fmt::format("unknown flag '{}'", name), did_you_mean(name, candidates));
}

/// A whole number from 1 to 10^12.
Result<std::uint64_t> count_of(std::string_view flag, const std::string& text) {
  constexpr std::uint64_t most = 1'000'000'000'000;
  std::uint64_t count = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (problem != std::errc{} || end != text.data() + text.size() || count < 1 || count > most) {
    return usage_error(fmt::format("{} is '{}'", flag, text), "it takes a whole number from 1, such as 100");
  }
  return count;
}

/// A number of seconds above 0 and up to 10^6, as Google Benchmark reads it.
Result<std::string> seconds_of(std::string_view flag, const std::string& text) {
  double seconds = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (problem != std::errc{} || end != text.data() + text.size() || !(seconds > 0 && seconds <= 1e6)) {
    return usage_error(fmt::format("{} is '{}'", flag, text), "it takes seconds, such as 0.5");
  }
  return text;
}

/// Milliseconds from 0 to 60 000.
Result<std::chrono::milliseconds> warm_up_of(std::string_view flag, const std::string& text) {
  constexpr std::uint64_t most = 60'000;
  std::uint64_t count = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (problem != std::errc{} || end != text.data() + text.size() || count > most) {
    return usage_error(fmt::format("{} is '{}'", flag, text), "it takes milliseconds from 0 to 60000, such as 5");
  }
  return std::chrono::milliseconds(count);
}

bool is_no(std::string_view word) {
  return word == "false" || word == "0" || word == "no" || word == "off" || word == "n" || word == "f";
}

/// Google Benchmark would end the program with status 0.
Result<void> check_choice(const Flag& flag, const std::string& value) {
  const std::vector<std::string> choices = split(flag.choices);
  if (choices.empty() || std::find(choices.begin(), choices.end(), value) != choices.end()) return {};
  return usage_error(fmt::format("{} is '{}'", flag.name, value), did_you_mean(value, choices));
}

Result<void> take_own(Options& options, const Flag& flag, const std::string& value) {
  const bool has_choice = flag.takes == Takes::value || !value.empty();
  if (Result<void> fits = check_choice(flag, value); has_choice && !fits) return fits;
  if (flag.name == "--help") options.help = true;
  if (flag.name == "--list") options.list = value == "long" ? Options::List::details : Options::List::names;
  if (flag.name == "--profile") options.profile = value == "full" ? Profile::all : Profile::quick;
  if (flag.name == "--check") options.check = value == "yes";
  if (flag.name == "--data") options.data = value;
  if (flag.name == "--filter") options.filter = value;
  if (flag.name == "--out") options.out_folder = value;
  if (flag.name == "--iterations") {
    Result<std::uint64_t> count = count_of(flag.name, value);
    if (!count) return passed_on(count);
    options.iterations = *count;
  }
  if (flag.name == "--warm-up") {
    Result<std::chrono::milliseconds> warm_up = warm_up_of(flag.name, value);
    if (!warm_up) return passed_on(warm_up);
    options.warm_up = *warm_up;
  }
  if (flag.name == "--repetitions") {
    Result<std::uint64_t> count = count_of(flag.name, value);
    if (!count) return passed_on(count);
    options.passed_on.push_back(fmt::format("--benchmark_repetitions={}", *count));
  }
  if (flag.name == "--min-time") {
    Result<std::string> seconds = seconds_of(flag.name, value);
    if (!seconds) return passed_on(seconds);
    options.passed_on.push_back("--benchmark_min_time=" + *seconds);
  }
  return {};
}

/// Names are chosen by us, so that they stay what they are under `--iterations`; all else is left to Google Benchmark.
Result<void> take_google_benchmark(Options& options, const Flag& flag, const std::string& argument,
                                   const std::string& value) {
  if (Result<void> fits = check_choice(flag, value); !fits) return fits;
  if (flag.name == "--benchmark_list_tests") {
    options.list = is_no(value) ? Options::List::nothing : Options::List::names;
  } else if (flag.name == "--benchmark_filter") {
    options.filter = value.empty() || value == "all" ? "." : value;
  } else {
    if (flag.name == "--benchmark_out") options.report_file = value;
    if (flag.name == "--benchmark_out_format") options.report_format = value;
    options.passed_on.push_back(argument);
  }
  return {};
}

}  // namespace

Result<Options> parse_options(std::span<const std::string> arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const std::size_t equals = argument.find('=');
    const bool has_value = equals != std::string::npos;
    const std::string name = argument.substr(0, equals);
    std::string value = has_value ? argument.substr(equals + 1) : "";

    if (const Flag* flag = find(google_benchmark_flags(), name)) {
      if (!has_value && flag->takes == Takes::value) {
        return usage_error(fmt::format("{} needs a value", name), fmt::format("write {}=VALUE", name));
      }
      if (Result<void> taken = take_google_benchmark(options, *flag, argument, value); !taken) return passed_on(taken);
      continue;
    }
    const Flag* flag = find(own_flags(), name == "-h" ? "--help" : std::string_view(name));
    if (flag == nullptr) return unknown(argument, name);
    if (flag->takes == Takes::nothing && has_value) return usage_error(fmt::format("{} takes no value", name), {});
    if (flag->takes == Takes::value && !has_value) {
      if (i + 1 < arguments.size() && !arguments[i + 1].starts_with("--")) value = arguments[++i];
    }
    if (flag->takes == Takes::value && value.empty()) {
      return usage_error(fmt::format("{} needs a value", name), fmt::format("write {}=VALUE", name));
    }
    if (Result<void> taken = take_own(options, *flag, value); !taken) return passed_on(taken);
  }
  return options;
}

}  // namespace trackmeet::suites
