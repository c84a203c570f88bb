// SPDX-License-Identifier: Apache-2.0
#include "model/cargo_criterion_reader.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "model/foreign_json.hpp"
#include "model/foreign_run.hpp"
#include "model/foreign_text.hpp"

namespace trackmeet::model {
namespace {

constexpr std::string_view complete = "benchmark-complete";
constexpr std::string_view group = "group-complete";

/// A metric, and what values are divided by to be in its unit.
struct Scale {
  std::uint32_t metric = 0;
  double over = 1;
  bool is_time = false;
};

class CargoCriterionReader {
public:
  explicit CargoCriterionReader(const std::string& source) : run_(source) {}

  Result<Run> read(std::string_view text) {
    Lines lines(text);
    for (std::string_view line; lines.next(line);) {
      line = trimmed(line);
      if (line.starts_with('{')) read_line(line, lines.number());
    }
    return run_.finish();
  }

private:
  void read_line(std::string_view line, std::uint32_t number) {
    const auto document = parse_json(line, "");
    if (!document) {
      // Only a line that speaks of a benchmark can have lost one.
      if (line.find(complete) != std::string_view::npos)
        run_.failed(fmt::format("line {}", number), document.error().message, number);
      return;
    }
    const Json& message = document->root;
    if (text_of(message, "reason") != complete) return;
    const std::string name = text_of(message, "id");
    if (name.empty()) return run_.failed(fmt::format("line {}", number), "there is no 'id'", number);
    const Json* values = message.find("measured_values");
    const Json* iterations = message.find("iteration_count");
    if (values == nullptr || values->items.empty()) return read_estimate(message, name, number);
    if (iterations == nullptr || iterations->items.size() != values->items.size())
      return run_.failed(name, "'iteration_count' and 'measured_values' are not of equal number", number);
    const auto scale = scale_of(text_of(message, "unit"));
    if (!scale) return run_.failed(name, "its values have no unit, or the file too many", number);
    for (std::size_t i = 0; i < values->items.size(); ++i) {
      const double count = number_of(iterations->items[i]);
      if (!(count >= 1 && count < 1e18))
        return run_.failed(name, fmt::format("sample {} has {} iterations", i, count), number);
      const double value = number_of(values->items[i]) / count / scale->over;
      run_.sample(name, scale->metric, value, static_cast<std::uint64_t>(count), number);
      if (scale->is_time && value > 0) read_rates(message, name, value, number);
    }
  }

  void read_estimate(const Json& message, const std::string& name, std::uint32_t number) {
    const Json* typical = message.find("typical");
    const Json* estimate = typical == nullptr ? nullptr : typical->find("estimate");
    if (estimate == nullptr) return run_.failed(name, "it has neither values nor an estimate", number);
    const auto scale = scale_of(text_of(*typical, "unit"));
    if (!scale) return run_.failed(name, "its estimate has no unit, or the file too many", number);
    run_.summary(name, "mean", scale->metric, number_of(*estimate) / scale->over, number);
  }

  void read_rates(const Json& message, const std::string& name, double seconds, std::uint32_t number) {
    const Json* throughput = message.find("throughput");
    if (throughput == nullptr) return;
    for (const Json& work : throughput->items) {
      const Json* amount = work.find("per_iteration");
      const std::string unit = text_of(work, "unit");
      if (amount == nullptr || !(number_of(*amount) > 0)) continue;
      const char* rate = unit == "bytes" ? "bytes_per_second" : unit == "elements" ? "items_per_second" : nullptr;
      if (rate != nullptr) run_.sample(name, run_.metric(metric_named(rate)), number_of(*amount) / seconds, 0, number);
    }
  }

  /// Nothing if there is no unit, or too many of them.
  std::optional<Scale> scale_of(const std::string& unit) {
    constexpr std::size_t most_metrics = 1000;
    if (unit.empty()) return std::nullopt;
    if (const auto exponent = exponent_of_time(unit)) return Scale{run_.time(), std::pow(10.0, -*exponent), true};
    if (const auto known = find_metric(run_.run(), unit)) return Scale{*known};
    if (run_.run().metrics.size() >= most_metrics) return std::nullopt;
    return Scale{run_.metric(metric_named(unit))};
  }

  ForeignRun run_;
};

}  // namespace

bool is_cargo_criterion(std::string_view text) {
  // The messages of a build may come first; none of them looks like one of these.
  Lines lines(text);
  for (std::string_view line; lines.next(line);) {
    line = trimmed(line);
    if (!line.starts_with('{') || line.find("\"reason\"") == std::string_view::npos) continue;
    if (line.find(complete) == std::string_view::npos && line.find(group) == std::string_view::npos) continue;
    const auto document = parse_json(line, "");
    if (!document) continue;
    const std::string reason = text_of(document->root, "reason");
    if (reason == complete || reason == group) return true;
  }
  return false;
}

Result<Run> read_cargo_criterion(std::string_view text, const std::string& source) {
  return CargoCriterionReader(source).read(text);
}

}  // namespace trackmeet::model
