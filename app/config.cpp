// SPDX-License-Identifier: Apache-2.0
#include "app/config.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <system_error>
#include <utility>

#include "core/file.hpp"
#include "core/spelling.hpp"

namespace trackmeet::app {
namespace {

/// Reads one file's tables key by key and remembers the first thing that is wrong.
class Reader {
public:
  explicit Reader(std::filesystem::path file) : file_(std::move(file)) {}

  using Handler = std::function<void(const toml::node&)>;
  using Handlers = std::map<std::string, Handler>;

  /// Hands each key of `table` to its handler; `what` names the table in messages.
  void keys(const toml::table& table, const std::string& what, const Handlers& handlers) {
    std::vector<std::string> names;
    for (const auto& [name, handler] : handlers) names.push_back(name);
    for (const auto& [key, value] : table) {
      const std::string name(key.str());
      const auto handler = handlers.find(name);
      if (handler == handlers.end())
        complain(key.source(), fmt::format("unknown key '{}' in {}", name, what), did_you_mean(name, names));
      else
        handler->second(value);
    }
  }

  Handler table(const std::string& what, const Handlers& handlers) {
    return [this, what, handlers](const toml::node& node) {
      if (const toml::table* inner = node.as_table())
        keys(*inner, what, handlers);
      else
        complain(node.source(), what + " must be a table", "write it as " + what + " on a line of its own");
    };
  }

  /// An array of tables; `each` is called with every one of them.
  Handler tables(const std::string& what, const std::function<void(const toml::table&)>& each) {
    return [this, what, each](const toml::node& node) {
      const toml::array* array = node.as_array();
      if (array == nullptr || !array->is_homogeneous(toml::node_type::table)) {
        complain(node.source(), what + " must be a list of tables", "begin each with [[" + what + "]]");
        return;
      }
      for (const toml::node& item : *array) each(*item.as_table());
    };
  }

  Handler text(std::string& into) {
    return [this, &into](const toml::node& node) {
      if (const auto value = node.value_exact<std::string>())
        into = *value;
      else
        complain(node.source(), "expected text in quotes", "");
    };
  }

  Handler flag(std::optional<bool>& into) {
    return [this, &into](const toml::node& node) {
      if (const auto value = node.value_exact<bool>())
        into = *value;
      else
        complain(node.source(), "expected true or false", "");
    };
  }

  /// A share given in per cent, in (0, limit].
  template <typename Number>
  Handler percent(Number& into, double limit = 1e6) {
    return [this, &into, limit](const toml::node& node) {
      const auto value = node.is_number() ? node.value<double>() : std::nullopt;
      if (value && std::isfinite(*value) && *value > 0 && *value <= limit)
        into = *value / 100;
      else
        complain(node.source(), fmt::format("expected a percentage above 0 and up to {:.0f}", limit),
                 "10 stands for ten per cent");
    };
  }

  /// A whole number from `least` to `most`.
  Handler whole(std::size_t& into, std::int64_t least, std::int64_t most) {
    return [this, &into, least, most](const toml::node& node) {
      const auto value = node.value_exact<std::int64_t>();
      if (value && *value >= least && *value <= most)
        into = static_cast<std::size_t>(*value);
      else
        complain(node.source(), fmt::format("expected a whole number from {} to {}", least, most), "");
    };
  }

  Handler texts(std::vector<std::string>& into) {
    return [this, &into](const toml::node& node) {
      const toml::array* array = node.as_array();
      if (array == nullptr || array->empty() || !array->is_homogeneous(toml::node_type::string)) {
        complain(node.source(), "expected a list of texts", "for example [\"real_time\", \"peak_rss\"]");
        return;
      }
      into.clear();
      for (const toml::node& item : *array) into.push_back(*item.value_exact<std::string>());
    };
  }

  void complain(const toml::source_region& where, std::string message, std::string hint) {
    if (error_) return;
    error_ = Error{ErrorCode::input, std::move(message),
                   SourcePos{file_.string(), where.begin.line, where.begin.column}, std::move(hint)};
  }

  const std::optional<Error>& error() const { return error_; }

private:
  std::filesystem::path file_;
  std::optional<Error> error_;
};

void read_gate(Reader& reader, const toml::node& node, compare::Gate& into) {
  if (!node.is_string())
    return reader.complain(node.source(), "expected the name of a severity in quotes", "\"minor\"");
  const std::string name = *node.value_exact<std::string>();
  if (const auto gate = gate_named(name)) {
    into = *gate;
  } else {
    const std::vector<std::string> names = {"none", "slight", "minor", "moderate", "severe"};
    reader.complain(node.source(), fmt::format("unknown gate '{}'", name), did_you_mean(name, names));
  }
}

void read_better(Reader& reader, const toml::node& node, std::optional<model::Better>& into) {
  const std::string name = node.value_exact<std::string>().value_or("");
  const std::vector<std::string> names = {"lower", "higher"};
  if (name == "lower" || name == "higher")
    into = name == "lower" ? model::Better::lower : model::Better::higher;
  else
    reader.complain(node.source(), fmt::format("a metric cannot be better '{}'", name),
                    name.empty() ? "write \"lower\" or \"higher\"" : did_you_mean(name, names));
}

/// `rename = {"old" = "new"}`
void read_renames(Reader& reader, const toml::node& node, std::map<std::string, std::string>& into) {
  const toml::table* table = node.as_table();
  if (table == nullptr) {
    reader.complain(node.source(), "rename must be a table", "write rename = {\"old name\" = \"new name\"}");
    return;
  }
  std::map<std::string, std::string> old_of;
  for (const auto& [key, value] : *table) {
    const std::string from(key.str());
    const auto to = value.value_exact<std::string>();
    if (!to || to->empty())
      reader.complain(value.source(), fmt::format("expected the new name of '{}' in quotes", from), "");
    else if (*to == from)
      reader.complain(key.source(), fmt::format("'{}' is renamed to itself", from), "take it out");
    else if (const auto [known, fresh] = old_of.try_emplace(*to, from); !fresh)
      reader.complain(key.source(), fmt::format("both '{}' and '{}' are renamed to '{}'", known->second, from, *to),
                      "each needs a new name of its own");
    else
      into.emplace(from, *to);
  }
}

/// Edges that are given in one place and do not rise make a severity impossible to reach.
void check_edges(Reader& reader, const toml::table& table, const compare::Edges& edges) {
  const struct {
    std::string_view key;
    const std::optional<double>& edge;
  } all[] = {
      {"threshold", edges.slight}, {"minor", edges.minor}, {"moderate", edges.moderate}, {"severe", edges.severe}};
  std::string_view before;
  double reached = 0;
  for (const auto& [key, edge] : all) {
    if (!edge) continue;
    if (*edge < reached)
      reader.complain(
          table.get(key)->source(),
          fmt::format("the bands do not rise: {} {:g} and {} {:g}", before, reached * 100, key, *edge * 100),
          "each must be at least as large as the one before");
    before = key;
    reached = *edge;
  }
}

void read_suite(Reader& reader, const toml::table& table, Config& config) {
  ConfiguredSuite suite;
  std::string executable;
  std::string source;
  reader.keys(
      table, "[[suite]]",
      {{"name", reader.text(suite.name)}, {"executable", reader.text(executable)}, {"source", reader.text(source)}});
  suite.source = source;
  if (executable.empty()) {
    reader.complain(table.source(), "a [[suite]] needs an executable", "add executable = \"build/my_benchmarks\"");
    return;
  }
  suite.executable = (config.root / executable).lexically_normal();
  if (suite.name.empty()) suite.name = suite.executable.stem().string();
  config.suites.push_back(std::move(suite));
}

/// What cannot hold at once, or would turn a metric around that everybody knows.
void check_rule(Reader& reader, const toml::table& table, const compare::Rule& rule) {
  const auto place = [&](std::string_view key) { return table.get(key)->source(); };
  for (const std::string_view key : {"better", "unit"}) {
    if (!table.contains(key)) continue;
    if (rule.metric.empty())
      reader.complain(place(key), fmt::format("'{}' is said of one metric, and this [[rule]] names none", key),
                      "add metric = \"…\"");
    else if (rule.metric == "real_time" || rule.metric == "cpu_time")
      reader.complain(place(key), fmt::format("{} is in seconds, and less is better", rule.metric),
                      fmt::format("take '{}' out", key));
  }
  if (!rule.required.value_or(false)) return;
  if (!rule.metric.empty())
    reader.complain(place("required"), "a benchmark is required as a whole, not in one metric", "take 'metric' out");
  for (const std::string_view key : {"allow_missing", "ignore"}) {
    if (key == "ignore" ? rule.ignore.value_or(false) : rule.allow_missing.value_or(false))
      reader.complain(place(key), fmt::format("'required' and '{}' contradict each other", key), "keep one of the two");
  }
}

void read_rule(Reader& reader, const toml::table& table, Config& config) {
  compare::Rule rule;
  std::string unit;
  reader.keys(table, "[[rule]]",
              {{"match", reader.text(rule.match)},
               {"metric", reader.text(rule.metric)},
               {"threshold", reader.percent(rule.edges.slight)},
               {"minor", reader.percent(rule.edges.minor)},
               {"moderate", reader.percent(rule.edges.moderate)},
               {"severe", reader.percent(rule.edges.severe)},
               {"allow_missing", reader.flag(rule.allow_missing)},
               {"ignore", reader.flag(rule.ignore)},
               {"required", reader.flag(rule.required)},
               {"better", [&](const toml::node& node) { read_better(reader, node, rule.better); }},
               {"unit", reader.text(unit)},
               {"suite", reader.text(rule.suite)}});
  if (table.contains("unit")) rule.unit = unit;
  check_rule(reader, table, rule);
  check_edges(reader, table, rule.edges);
  config.policy.rules.push_back(std::move(rule));
}

std::filesystem::path find_config() {
  std::error_code ignored;
  const std::filesystem::path start = std::filesystem::current_path(ignored);
  for (std::filesystem::path folder = start; !folder.empty(); folder = folder.parent_path()) {
    if (std::filesystem::is_regular_file(folder / "trackmeet.toml", ignored)) return folder / "trackmeet.toml";
    // A repository is a project: what lies above it is another one's.
    if (std::filesystem::exists(folder / ".git", ignored) || folder == folder.root_path()) break;
  }
  return {};
}

}  // namespace

std::optional<compare::Gate> gate_named(std::string_view name) {
  using compare::Gate;
  if (name == "none") return Gate::none;
  if (name == "slight") return Gate::slight;
  if (name == "minor") return Gate::minor;
  if (name == "moderate") return Gate::moderate;
  if (name == "severe") return Gate::severe;
  return std::nullopt;
}

Result<Config> parse_config(std::string_view text, const std::filesystem::path& file) {
  toml::table parsed;
  try {
    parsed = toml::parse(text, file.string());
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    return failure(ErrorCode::input, std::string(error.description()), SourcePos{file.string(), at.line, at.column},
                   "it must be TOML (toml.io)");
  }
  Config config;
  config.file = file;
  config.root = file.has_parent_path() ? file.parent_path() : ".";
  Reader reader(file);
  compare::Policy& policy = config.policy;
  compare::Edges edges;
  reader.keys(parsed, "the file",
              {{"build", reader.table("[build]", {{"command", reader.text(config.build_command)},
                                                  {"output", reader.text(config.build_output)}})},
               {"instructions", reader.table("[instructions]", {{"command", reader.text(config.instructions_command)},
                                                                {"output", reader.text(config.instructions_output)}})},
               {"suite", reader.tables("suite", [&](const toml::table& table) { read_suite(reader, table, config); })},
               {"compare",
                reader.table("[compare]",
                             {{"gate", [&](const toml::node& node) { read_gate(reader, node, policy.gate); }},
                              {"threshold", reader.percent(edges.slight)},
                              {"minor", reader.percent(edges.minor)},
                              {"moderate", reader.percent(edges.moderate)},
                              {"severe", reader.percent(edges.severe)},
                              {"false_discovery_rate", reader.percent(policy.false_discovery_rate, 50)},
                              {"alpha", reader.percent(policy.alpha, 50)},
                              {"minimum_rounds", reader.whole(policy.minimum_rounds, 1, 1'000'000)},
                              {"rename", [&](const toml::node& node) { read_renames(reader, node, policy.renames); }},
                              {"session_spread", reader.percent(policy.assumed_session_spread, 100)},
                              {"metrics", reader.texts(policy.metrics)}})},
               {"rule", reader.tables("rule", [&](const toml::table& table) { read_rule(reader, table, config); })}});
  if (const toml::table* compare = parsed["compare"].as_table()) check_edges(reader, *compare, edges);
  policy.bands = compare::with_edges(policy.bands, edges);
  if (reader.error()) return tl::make_unexpected(*reader.error());
  return config;
}

Result<Config> load_config(const std::filesystem::path& file) {
  const std::filesystem::path found = file.empty() ? find_config() : file;
  if (found.empty()) {
    Config config;
    std::error_code ignored;
    config.root = std::filesystem::current_path(ignored);
    return config;
  }
  constexpr std::size_t largest_config = std::size_t{1} << 20U;
  Result<std::string> text = read_file(found, largest_config);
  if (!text) return passed_on(text);
  std::error_code unknown;  // as in a folder that was deleted
  const std::filesystem::path whole = std::filesystem::absolute(found, unknown);
  return parse_config(*text, unknown ? found : whole);
}

}  // namespace trackmeet::app
