// SPDX-License-Identifier: Apache-2.0
#include "model/row_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/spelling.hpp"
#include "model/decimal.hpp"
#include "model/json_text.hpp"
#include "model/limits.hpp"

namespace trackmeet::model {
namespace {

/// Keys of a row that are no counters: those of Google Benchmark (1.0 to 1.9) and the three of ours.
constexpr std::array<std::string_view, 26> row_keys = {"name",
                                                       "family_index",
                                                       "per_family_instance_index",
                                                       "run_name",
                                                       "run_type",
                                                       "repetitions",
                                                       "repetition_index",
                                                       "threads",
                                                       "aggregate_name",
                                                       "aggregate_unit",
                                                       "iterations",
                                                       "real_time",
                                                       "cpu_time",
                                                       "time_unit",
                                                       "label",
                                                       "error_occurred",
                                                       "error_message",
                                                       "skipped",
                                                       "skip_message",
                                                       "cpu_coefficient",
                                                       "real_coefficient",
                                                       "big_o",
                                                       "rms",
                                                       "round",
                                                       "block",
                                                       "position"};

/// Those of them that a row keeps among its extra keys and writes last.
constexpr std::array<std::string_view, 8> last_keys = {"error_occurred",  "error_message",    "skipped", "skip_message",
                                                       "cpu_coefficient", "real_coefficient", "big_o",   "rms"};

bool is_ours_alone(std::string_view key) { return key == "round" || key == "block" || key == "position"; }

bool is_time(std::string_view metric) { return metric == "real_time" || metric == "cpu_time"; }

/// Powers of ten that turn the unit into seconds.
constexpr std::array<std::pair<std::string_view, int>, 4> time_units = {{{"ns", -9}, {"us", -6}, {"ms", -3}, {"s", 0}}};

constexpr int seconds_to_ns = 9;

/// What a summary is called whose file does not say of which kind it is.
constexpr std::string_view unnamed_aggregate = "aggregate";

/// Turns a summary's name back into that of its benchmark: `BM_fib_mean` is `BM_fib`.
void read_aggregate(Fields& fields, const Json& object, const std::string& run_name, Need need, Row& row,
                    Complaint& complaint) {
  row.aggregate = unnamed_aggregate;
  fields.text("aggregate_name", row.aggregate, need);
  if (row.aggregate.empty()) complaint.raise(object.line, "'aggregate_name' is empty");
  const std::string suffix = "_" + row.aggregate;
  if (!run_name.empty()) {
    row.name = run_name;
  } else if (row.name.ends_with(suffix)) {
    row.name.resize(row.name.size() - suffix.size());
  }
}

/// The power of ten that turns the row's times into seconds. A percentage (`cv`) is no time, though it stands where
/// times do.
int read_time_unit(Fields& fields, const Json& object, bool aggregate, Need need, Complaint& complaint) {
  std::string unit = "ns";
  fields.text("time_unit", unit, need);
  const auto known = std::ranges::find(time_units, unit, &std::pair<std::string_view, int>::first);
  if (known == time_units.end()) {
    const std::vector<std::string> all = {"ns", "us", "ms", "s"};
    complaint.raise(object.find("time_unit")->line, fmt::format("unknown time unit '{}'", unit.substr(0, 40)),
                    did_you_mean(unit, all));
    return 0;
  }
  const Json* aggregate_unit = object.find("aggregate_unit");
  return aggregate && aggregate_unit != nullptr && aggregate_unit->text == "percentage" ? 0 : known->second;
}

}  // namespace

bool is_row_key(std::string_view key) { return std::ranges::find(row_keys, key) != row_keys.end(); }

RowReader::RowReader(Run& run, Origin origin, Keep keep) : run_(run), origin_(origin), keep_(keep) {
  for (std::size_t i = 0; i < run.metrics.size(); ++i) {
    metrics_.emplace(run.metrics[i].name, static_cast<std::uint32_t>(i));
  }
}

std::uint32_t RowReader::metric(std::string_view name, std::size_t place) {
  if (place < last_.size() && run_.metrics[last_[place]].name == name) return last_[place];
  const auto [found, is_new] = metrics_.try_emplace(std::string(name), static_cast<std::uint32_t>(run_.metrics.size()));
  if (is_new) run_.metrics.push_back(metric_named(name));
  last_.resize(std::max(last_.size(), place + 1), found->second);
  last_[place] = found->second;
  return found->second;
}

void RowReader::read_time(Fields& fields, std::string_view key, int shift, Row& row, Complaint& complaint) {
  const Json* member = fields.any(key);
  if (member == nullptr) return;
  if (!member->is_number()) {
    complaint.raise(member->line, member->type == Json::Type::not_finite
                                      ? fmt::format("'{}' is {}, which is no finite number", key, member->text)
                                      : fmt::format("'{}' must be a number, not {}", key, type_name(member->type)));
    return;
  }
  if (member->real < 0) {
    complaint.raise(member->line, fmt::format("'{}' is negative: {}", key, write_decimal(member->real)));
    return;
  }
  const std::optional<double> seconds = member->type == Json::Type::real
                                            ? read_decimal(member->text, shift)
                                            : read_decimal(std::to_string(member->whole), shift);
  row.values.push_back({metric(key, row.values.size()), seconds.value_or(0)});
}

void RowReader::read_counters(Fields& fields, Row& row, Complaint& complaint) {
  fields.for_each_unread([&](const Json& member) {
    const bool foreign = origin_ == Origin::foreign;
    const bool clashes = foreign && is_ours_alone(member.key);  // a user's counter called like a key of ours
    if (is_row_key(member.key) && !clashes) return false;
    if (!foreign && !metrics_.contains(std::string(member.key))) return false;
    if (member.type == Json::Type::not_finite) {
      complaint.raise(member.line, fmt::format("'{}' is {}, which is no finite number", member.key, member.text));
      return true;
    }
    if (!member.is_number()) {
      if (foreign) return false;
      complaint.raise(member.line, fmt::format("'{}' must be a number, not {}", member.key, type_name(member.type)));
      return true;
    }
    if (run_.metrics.size() > most_metrics) return true;  // the file is refused
    const std::size_t place = row.values.size();
    const std::uint32_t index =
        clashes ? metric(fmt::format("{} (counter)", member.key), place) : metric(member.key, place);
    row.values.push_back({index, member.real});
    return true;
  });
}

Row RowReader::read(const Json& object, Complaint& complaint) {
  const Need need = origin_ == Origin::ours ? Need::required : Need::optional;
  Fields fields(object, "a row of 'benchmarks'", complaint);
  Row row;
  row.values.reserve(std::min(last_.size(), object.items.size()));
  fields.text("name", row.name, Need::required);
  if (row.name.empty()) complaint.raise(object.line, "'name' is empty");
  std::string run_name;
  fields.text("run_name", run_name);
  bool aggregate = false;
  constexpr std::array<std::pair<std::string_view, bool>, 2> run_types = {{{"iteration", false}, {"aggregate", true}}};
  fields.word<bool>("run_type", run_types, aggregate, need);
  std::uint64_t repetition = 0;
  fields.natural("repetition_index", repetition, Need::optional, UINT32_MAX);
  row.repetition = static_cast<std::uint32_t>(repetition);
  if (aggregate) read_aggregate(fields, object, run_name, need, row, complaint);
  fields.natural("iterations", row.iterations);

  const bool timed = object.find("real_time") != nullptr || object.find("cpu_time") != nullptr;
  const int shift = read_time_unit(fields, object, aggregate, timed ? need : Need::optional, complaint);
  read_time(fields, "real_time", shift, row, complaint);
  read_time(fields, "cpu_time", shift, row, complaint);
  fields.text("label", row.label);
  if (origin_ == Origin::ours) {
    fields.natural("round", row.round);
    fields.natural("block", row.block);
    fields.natural("position", row.position);
  }
  if (const Json* failed = object.find("error_occurred");
      origin_ == Origin::ours && failed != nullptr && failed->truth) {
    complaint.raise(failed->line, "a row that reports an error is no measurement", "list it in 'failures' of 'run'");
  }
  read_counters(fields, row, complaint);
  if (!run_name.empty() && run_name != row.name) {
    std::string json;
    append_string(json, run_name);
    fields.keep("run_name", std::move(json));
  }
  if (keep_ == Keep::everything) row.extra = fields.unread();
  return row;
}

Result<void> append_row(std::string& out, const Run& run, const Row& row) {
  const auto broken = [&](std::string_view what) {
    return failure(ErrorCode::internal, fmt::format("cannot write a row of '{}': {}", row.name, what));
  };
  JsonDocument document;
  if (!row.extra.empty()) {
    auto parsed = parse_json(row.extra, "a row's extra keys");
    if (!parsed) return passed_on(parsed);
    document = std::move(*parsed);
    if (document.root.type != Json::Type::object) return broken("its extra keys are no JSON object");
  }
  const Json& extra = document.root;
  const bool is_aggregate = !row.aggregate.empty();
  const Json* aggregate_unit = extra.find("aggregate_unit");
  const bool percentage = is_aggregate && aggregate_unit != nullptr && aggregate_unit->text == "percentage";

  out += '{';
  ObjectText object(out, ", ");
  const auto from_extra = [&](std::string_view key) {
    if (const Json* member = extra.find(key)) object.json(key, *member);
  };
  const bool has_suffix = is_aggregate && row.aggregate != unnamed_aggregate;
  object.text("name", has_suffix ? row.name + "_" + row.aggregate : row.name);
  from_extra("family_index");
  from_extra("per_family_instance_index");
  if (extra.find("run_name") != nullptr) {
    from_extra("run_name");
  } else {
    object.text("run_name", row.name);
  }
  object.text("run_type", is_aggregate ? "aggregate" : "iteration");
  from_extra("repetitions");
  if (!is_aggregate) object.natural("repetition_index", row.repetition);
  from_extra("threads");
  if (is_aggregate) object.text("aggregate_name", row.aggregate);
  from_extra("aggregate_unit");
  object.natural_if_any("iterations", row.iterations);

  std::vector<bool> seen(run.metrics.size(), false);
  const auto append_times = [&](bool times) -> Result<void> {
    for (const Value& value : row.values) {
      if (value.metric >= run.metrics.size()) return broken("a value is of no metric of the run");
      const std::string& name = run.metrics[value.metric].name;
      if (is_time(name) != times) continue;
      if (!std::isfinite(value.value)) return broken(fmt::format("its {} is not finite", name));
      if (times && value.value < 0) return broken(fmt::format("its {} is negative", name));
      if (!times && is_row_key(name)) return broken(fmt::format("a metric cannot be called '{}'", name));
      if (seen[value.metric]) return broken(fmt::format("it has two values of {}", name));
      seen[value.metric] = true;
      object.key(name);
      out += write_decimal(value.value, times && !percentage ? seconds_to_ns : 0);
    }
    return {};
  };
  if (auto written = append_times(true); !written) return written;
  object.text("time_unit", "ns");
  if (auto written = append_times(false); !written) return written;
  if (row.round) object.natural("round", *row.round);
  if (row.block) object.natural("block", *row.block);
  if (row.position) object.natural("position", *row.position);
  object.text_if_any("label", row.label);
  for (const Json& member : extra.items) {
    const bool placed = is_row_key(member.key) && std::ranges::find(last_keys, member.key) == last_keys.end();
    // What stands under a metric's name and is no number (null, from a foreign file) would be taken for its value.
    if (!placed && !find_metric(run, member.key)) object.json(member.key, member);
  }
  out += '}';
  return {};
}

}  // namespace trackmeet::model
