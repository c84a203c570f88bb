// SPDX-License-Identifier: Apache-2.0
#include "model/bmf_writer.hpp"

#include <utility>

#include "model/decimal.hpp"
#include "model/json_text.hpp"
#include "model/one_per_name.hpp"

namespace trackmeet::model {
namespace {

constexpr int s_to_ns = 9;

/// A user's counter that is called like the measure of time is told apart from it.
std::string measure_of(const Metric& metric) {
  if (metric.name == "real_time") return "latency";
  return metric.name == "latency" ? "latency_counter" : metric.name;
}

void append_measure(std::string& out, const Metric& metric, const Summary& summary) {
  const int shift = metric.name == "real_time" ? s_to_ns : 0;
  out += '{';
  ObjectText object(out, ", ");
  object.key("value");
  out += write_decimal(summary.median, shift);
  if (summary.rounds > 1) {
    object.key("lower_value");
    out += write_decimal(summary.lowest, shift);
    object.key("upper_value");
    out += write_decimal(summary.highest, shift);
  }
  out += '}';
}

}  // namespace

Result<std::string> format_bmf(const Run& run) {
  std::string out = "{\n  ";
  ObjectText benchmarks(out, ",\n  ");
  const std::vector<OneRow> rows = one_per_name(run);
  if (rows.empty())
    return failure(ErrorCode::input, "there is no sound benchmark in it to convert", SourcePos{run.source});
  for (const OneRow& row : rows) {
    benchmarks.key(row.name);
    out += '{';
    ObjectText measures(out, ", ");
    for (const Summary& summary : row.metrics) {
      const Metric& metric = run.metrics[summary.metric];
      measures.key(measure_of(metric));
      append_measure(out, metric, summary);
    }
    out += '}';
  }
  return out + "\n}\n";
}

}  // namespace trackmeet::model
