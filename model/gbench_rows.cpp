// SPDX-License-Identifier: Apache-2.0
#include "model/gbench_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/units.hpp"
#include "model/limits.hpp"

namespace trackmeet::model {
namespace {

/// What the program itself says against a row; empty: nothing.
std::string own_objection(const Json& row) {
  const auto message = [&](std::string_view key) {
    const Json* text = row.find(key);
    return text != nullptr && text->type == Json::Type::text ? std::string(text->text) : std::string{};
  };
  if (const Json* failed = row.find("error_occurred"); failed != nullptr && failed->truth) {
    const std::string said = message("error_message");
    return said.empty() ? "it reported an error" : "it reported an error: " + said;
  }
  if (const Json* skipped = row.find("skipped"); skipped != nullptr && skipped->truth) {
    return "it was skipped: " + message("skip_message");
  }
  return {};
}

/// Takes out the times that were not measured, where the row notes which were.
void leave_out_stand_ins(const Json& object, const Run& run, Row& row) {
  const Json* measured = object.find(times_note);
  if (measured == nullptr || measured->type != Json::Type::text) return;
  std::erase_if(row.values, [&](const Value& value) {
    const std::string& name = run.metrics[value.metric].name;
    return (name == "real_time" || name == "cpu_time") && name != measured->text;
  });
}

}  // namespace

UnmarkedSummaries::UnmarkedSummaries(const Json& rows) {
  for (const Json& row : rows.items) {
    if (const Json* name = row.find("name")) names_.emplace(name->text);
  }
}

void UnmarkedSummaries::mark(const Json& object, Row& row) const {
  if (is_marked(object)) return;
  for (const std::string_view kind : {"mean", "median", "stddev", "BigO", "RMS"}) {
    const std::string suffix = fmt::format("_{}", kind);
    if (!row.name.ends_with(suffix) || row.name.size() == suffix.size()) continue;
    const std::string stem = row.name.substr(0, row.name.size() - suffix.size());
    const bool has_sibling = names_.contains(stem) || names_.contains(stem + (kind == "mean" ? "_stddev" : "_mean"));
    if (!has_sibling && kind != "BigO" && kind != "RMS") return;
    row.name = stem;
    row.aggregate = kind;
    return;
  }
}

void FailedRows::add(const std::string& name, std::string detail) {
  const auto [found, is_new] = index_.try_emplace(name, failures_.size());
  if (is_new) failures_.push_back({name, FailureReason::error, std::move(detail)});
  if (is_new) more_.push_back(0);
  if (!is_new) ++more_[found->second];
}

std::vector<Failure> FailedRows::take() {
  for (std::size_t i = 0; i < failures_.size(); ++i) {
    if (more_[i] > 0) failures_[i].detail += fmt::format(" (and {})", format_count(more_[i], "more row"));
  }
  return std::move(failures_);
}

GbenchRows::GbenchRows(Run& run, Keep keep)
    : run_(run),
      reader_(run, Origin::foreign, keep),
      has_stand_ins_(run.context.find(fmt::format("\"{}\"", times_note)) != std::string::npos) {}

void GbenchRows::add(const Json& object, const UnmarkedSummaries* summaries) {
  const auto own_name = [&] { return fmt::format("benchmarks[{}]", index_); };
  Complaint complaint(run_.source);
  if (object.type != Json::Type::object) {
    failed_.add(own_name(), fmt::format("line {}: the row is {}, not an object", object.line, type_name(object.type)));
    ++index_;
    return;
  }
  if (object.has_repeated_key) {
    complaint.raise(object.line, fmt::format("the key '{}' occurs twice in the row", object.text.substr(0, 60)));
  }
  if (const std::string objection = own_objection(object); !objection.empty()) complaint.raise(object.line, objection);
  Row row = reader_.read(object, complaint);
  if (has_stand_ins_) leave_out_stand_ins(object, run_, row);
  if (summaries != nullptr) summaries->mark(object, row);
  if (row.aggregate.empty() && row.values.empty()) {
    complaint.raise(object.line, "it has neither 'real_time' nor any other number");
  }
  if (row.name.empty()) row.name = own_name();
  ++index_;
  if (run_.metrics.size() > most_metrics) {
    refusal_ = too_many_metrics({run_.source, object.line});
    return;
  }
  if (!complaint.raised()) {
    run_.rows.push_back(std::move(row));
    return;
  }
  std::string detail = fmt::format("line {}: {}", complaint.error().where->line, complaint.error().message);
  if (!complaint.error().hint.empty()) detail += fmt::format(" ({})", complaint.error().hint);
  (row.aggregate.empty() ? failed_ : failed_summaries_).add(row.name, std::move(detail));
  if (failed_.so_far().size() > most_failures)
    refusal_ = too_many_failures({run_.source, object.line}, failed_.so_far().front());
}

Result<void> GbenchRows::finish() {
  if (refusal_) return tl::make_unexpected(std::move(*refusal_));
  std::vector<Failure> failures = failed_.take();
  std::vector<Failure> summaries = failed_summaries_.take();
  if (!summaries.empty()) {
    // A summary that is NaN (the spread of a single value, say) takes nothing away from what is compared: repetitions,
    // or else a median or a mean.
    std::unordered_set<std::string_view> told;
    for (const Row& row : run_.rows)
      if (row.aggregate.empty() || row.aggregate == "mean" || row.aggregate == "median") told.insert(row.name);
    for (const Failure& failure : failures) told.insert(failure.name);
    std::erase_if(summaries, [&](const Failure& failure) { return told.contains(failure.name); });
  }
  std::ranges::move(summaries, std::back_inserter(failures));
  if (failures.size() > most_failures) return tl::make_unexpected(too_many_failures({run_.source}, failures.front()));
  run_.failures = std::move(failures);
  return {};
}

}  // namespace trackmeet::model
