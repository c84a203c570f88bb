// SPDX-License-Identifier: Apache-2.0
#include "duet/hot_functions.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "runner/instruction_count.hpp"

namespace trackmeet::duet {
namespace {

/// Takes the next word (no blanks) from the front; empty at the end.
std::string_view take_word(std::string_view& text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r"), text.size());
  const std::size_t end = std::min(text.find_first_of(" \t\r", begin), text.size());
  const std::string_view word = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return word;
}

/// Names that are given in full once, `(7) name`, and by their number afterwards, `(7)`.
class Names {
public:
  std::string resolve(std::string_view text) {
    if (!text.starts_with('(')) return std::string(text);
    const std::size_t end = text.find(')');
    if (end == std::string_view::npos) return std::string(text);
    const std::string number(text.substr(1, end - 1));
    text.remove_prefix(end + 1);
    if (text.starts_with(' ')) text.remove_prefix(1);
    if (!text.empty()) names_[number] = text;
    return names_[number];
  }

private:
  std::map<std::string, std::string> names_;
};

/// Instructions of a function.
struct Cost {
  double own = 0;
  double of_calls = 0;  ///< of what it calls; more than all of them if it calls itself
};

class Reader {
public:
  void read(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      read_line(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  /// By object and function.
  const std::map<std::pair<std::string, std::string>, Cost>& costs() const { return costs_; }

private:
  void read_line(std::string_view line) {
    if (line.empty() || line[0] == '#') return;
    if ((line[0] >= '0' && line[0] <= '9') || line[0] == '+' || line[0] == '-' || line[0] == '*')
      return read_cost(line);
    const std::size_t equals = line.find('=');
    if (line.starts_with("positions:")) return count_positions(line.substr(10));
    if (line.starts_with("events:")) return find_event(line.substr(7));
    if (equals == std::string_view::npos) return;
    const std::string_view key = line.substr(0, equals);
    const std::string_view value = line.substr(equals + 1);
    if (key == "ob") object_ = objects_.resolve(value);
    if (key == "cob") objects_.resolve(value);
    if (key == "fn") function_ = without_recursion(functions_.resolve(value));
    if (key == "cfn") functions_.resolve(value);
    if (key == "calls") is_of_call_ = true;
  }

  void count_positions(std::string_view names) {
    positions_ = 0;
    while (!take_word(names).empty()) ++positions_;
  }

  void find_event(std::string_view names) {
    event_.reset();
    std::size_t at = 0;
    for (std::string_view name = take_word(names); !name.empty(); name = take_word(names), ++at)
      if (name == "Ir" && !event_) event_ = at;
  }

  void read_cost(std::string_view line) {
    const bool is_of_call = std::exchange(is_of_call_, false);
    if (!event_) return;
    for (std::size_t i = 0; i < positions_ + *event_; ++i) take_word(line);
    const std::string_view word = take_word(line);
    std::uint64_t cost = 0;
    const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), cost);
    if (problem != std::errc() || end != word.data() + word.size() || cost == 0) return;
    Cost& sum = costs_[{object_, function_}];
    (is_of_call ? sum.of_calls : sum.own) += static_cast<double>(cost);
  }

  /// A function that calls itself is `name'2` within itself.
  static std::string without_recursion(std::string name) {
    const std::size_t quote = name.rfind('\'');
    if (quote != std::string::npos && quote > 0 && name.find_first_not_of("0123456789", quote + 1) == std::string::npos)
      name.resize(quote);
    return name;
  }

  Names objects_;
  Names functions_;
  std::string object_;
  std::string function_;
  std::size_t positions_ = 1;
  std::optional<std::size_t> event_;
  bool is_of_call_ = false;
  std::map<std::pair<std::string, std::string>, Cost> costs_;
};

}  // namespace

Command profile_command(const runner::SuiteProgram& suite, const std::string& benchmark, std::uint64_t iterations,
                        const std::filesystem::path& out_file) {
  Command command = runner::instruction_command(suite, benchmark, iterations, out_file);
  command.argv.insert(command.argv.begin() + 1, "--demangle=no");
  return command;
}

Result<Profile> hot_functions(std::string_view callgrind, const std::filesystem::path& executable, double least) {
  if (!callgrind.starts_with("# callgrind format") && !callgrind.starts_with("version:"))
    return failure(ErrorCode::input, "this is no profile of callgrind's", "let valgrind --tool=callgrind write it");
  Reader reader;
  reader.read(callgrind);
  double total = 0;
  for (const auto& [key, cost] : reader.costs()) total += cost.own;
  if (total <= 0)
    return failure(ErrorCode::input, "the profile counted no instructions",
                   "only suites of Trackmeet have the timed loop that is looked at");
  Profile profile;
  for (const auto& [key, cost] : reader.costs()) {
    const auto& [object, function] = key;
    const bool ours = object.empty() || std::filesystem::path(object).filename() == executable.filename();
    if (!ours)
      profile.elsewhere += cost.own / total;
    else if (cost.own + cost.of_calls >= least * total)
      profile.hot.push_back({function, cost.own / total});
  }
  std::ranges::stable_sort(profile.hot, std::greater(), &HotFunction::share);
  return profile;
}

}  // namespace trackmeet::duet
