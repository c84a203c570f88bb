// SPDX-License-Identifier: Apache-2.0
#include "model/duet_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

#include "model/decimal.hpp"
#include "model/json_text.hpp"

namespace trackmeet::model {
namespace {

constexpr std::array<std::pair<std::string_view, Side>, 2> sides = {{{"base", Side::base}, {"head", Side::head}}};
constexpr std::size_t most_looks = 100;           ///< of one benchmark
constexpr std::size_t most_benchmarks = 100'000;  ///< with looks

bool is_share(double alpha) { return alpha > 0 && alpha < 1; }

bool are_looks(const std::vector<std::uint32_t>& looks) {
  return !looks.empty() && looks.size() <= most_looks && looks.front() > 0 &&
         std::ranges::adjacent_find(looks, std::greater_equal()) == looks.end();
}

void read_alpha(Fields& fields, double& into, Complaint& complaint) {
  const Json* member = fields.any("alpha");
  if (member == nullptr) return;
  if (!member->is_number() || !is_share(member->real)) {
    complaint.raise(member->line, "'alpha' must be a number greater than 0 and less than 1",
                    "it is the probability of a false alarm in the whole duet, such as 0.01");
    return;
  }
  into = member->real;
}

void read_threshold(Fields& fields, double& into, Complaint& complaint) {
  const Json* member = fields.any("threshold");
  if (member == nullptr) return;
  if (!member->is_number() || !(member->real > 0) || !std::isfinite(member->real))
    complaint.raise(member->line, "'threshold' must be a number greater than 0", "0.01 stands for one per cent");
  else
    into = member->real;
}

std::vector<std::uint32_t> read_looks_of(const Json& list, Complaint& complaint) {
  std::vector<std::uint32_t> looks;
  const auto refuse = [&](std::uint32_t line) {
    complaint.raise(line, fmt::format("the looks of '{}' are no plan", list.key.substr(0, 60)),
                    fmt::format("a list of 1 to {} numbers of blocks, each greater than the one before", most_looks));
  };
  if (list.type != Json::Type::list || list.items.size() > most_looks) {
    refuse(list.line);
    return looks;
  }
  for (const Json& item : list.items) {
    if (item.type != Json::Type::natural || item.whole > UINT32_MAX) {
      refuse(item.line);
      return looks;
    }
    looks.push_back(static_cast<std::uint32_t>(item.whole));
  }
  if (!are_looks(looks)) refuse(list.line);
  return looks;
}

void read_looks(const Json& object, Duet& duet, Complaint& complaint) {
  if (object.items.size() > most_benchmarks) {
    complaint.raise(object.line, fmt::format("'looks' names more than {} benchmarks", most_benchmarks));
    return;
  }
  for (const Json& item : object.items) {
    duet.looks.emplace(item.key, read_looks_of(item, complaint));
    if (complaint.raised()) return;
  }
}

}  // namespace

void read_duet(const Json& object, Fields& run, std::optional<Duet>& into, Complaint& complaint) {
  Fields fields(object, "run.duet", complaint);
  Duet& duet = into.emplace();
  fields.text("id", duet.id, Need::required);
  fields.word<Side>("side", sides, duet.side, Need::required);
  read_alpha(fields, duet.alpha, complaint);
  fields.natural("benchmarks", duet.benchmarks);
  read_threshold(fields, duet.threshold, complaint);
  if (const Json* looks = fields.object("looks")) read_looks(*looks, duet, complaint);
  fields.texts("benchmark_changes", duet.benchmark_changes);
  run.keep("duet", fields.unread());
}

Result<void> append_duet(std::string& out, const Duet& duet, const Json* extra) {
  if (duet.alpha != 0 && !is_share(duet.alpha))
    return failure(ErrorCode::internal, "cannot write a duet: its alpha is no probability");
  for (const auto& [benchmark, looks] : duet.looks)
    if (!are_looks(looks))
      return failure(ErrorCode::internal, fmt::format("cannot write a duet: the looks of '{}' are no plan", benchmark));

  out += '{';
  ObjectText object(out, ", ");
  object.text("id", duet.id);
  object.text("side", duet.side == Side::base ? "base" : "head");
  if (duet.alpha != 0) {
    object.key("alpha");
    out += write_decimal(duet.alpha);
  }
  object.natural_if_any("benchmarks", duet.benchmarks);
  if (duet.threshold > 0) {
    object.key("threshold");
    out += write_decimal(duet.threshold);
  }
  if (!duet.looks.empty()) {
    object.key("looks");
    out += '{';
    ObjectText members(out, ", ");
    for (const auto& [benchmark, looks] : duet.looks) {
      members.key(benchmark);
      out += fmt::format("[{}]", fmt::join(looks, ", "));
    }
    out += '}';
  }
  if (!duet.benchmark_changes.empty()) {
    object.key("benchmark_changes");
    append_strings(out, duet.benchmark_changes);
  }
  append_rest(object, extra, {"id", "side", "alpha", "benchmarks", "threshold", "looks", "benchmark_changes"});
  out += '}';
  return {};
}

}  // namespace trackmeet::model
