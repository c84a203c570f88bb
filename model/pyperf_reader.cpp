// SPDX-License-Identifier: Apache-2.0
#include "model/pyperf_reader.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <initializer_list>
#include <optional>

#include "model/foreign_date.hpp"
#include "model/foreign_json.hpp"
#include "model/foreign_run.hpp"

namespace trackmeet::model {
namespace {

/// The member of that name of the first of `objects` that has it; null if none has.
const Json* first_with(std::string_view key, std::initializer_list<const Json*> objects) {
  for (const Json* object : objects) {
    const Json* member = object == nullptr ? nullptr : object->find(key);
    if (member != nullptr) return member;
  }
  return nullptr;
}

std::string text_or_empty(const Json* value) {
  return value != nullptr && value->type == Json::Type::text ? std::string(value->text) : std::string{};
}

std::uint64_t natural_or(const Json* value, std::uint64_t otherwise) {
  return value != nullptr && value->type == Json::Type::natural && value->whole <= UINT32_MAX ? value->whole
                                                                                              : otherwise;
}

/// What stands in a list that newer and older files call differently; null if there is none.
const Json* values_of(const Json& process) {
  const Json* values = process.find("values");
  return values != nullptr ? values : process.find("samples");
}

std::optional<std::uint32_t> metric_of_unit(std::string_view unit, ForeignRun& run) {
  if (unit.empty() || unit == "second") return run.time();
  if (unit == "byte") return run.metric({"memory", "B", Better::lower, Kind::sampled});
  if (unit == "integer") return run.metric({"count", "", Better::lower, Kind::sampled});
  return std::nullopt;
}

/// What is used of metadata; null where it is not told.
struct Metadata {
  const Json* name = nullptr;
  const Json* unit = nullptr;
  const Json* loops = nullptr;
  const Json* inner_loops = nullptr;
  const Json* mem_max_rss = nullptr;
};

/// Of `object`, which may be null; what it does not tell is as `above` it. Each object is searched once, however much
/// stands below it.
Metadata metadata_of(const Json* object, const Metadata& above) {
  const auto member = [&](std::string_view key, const Json* otherwise) {
    const Json* own = first_with(key, {object});
    return own != nullptr ? own : otherwise;
  };
  return {member("name", above.name), member("unit", above.unit), member("loops", above.loops),
          member("inner_loops", above.inner_loops), member("mem_max_rss", above.mem_max_rss)};
}

class BenchmarkReader {
public:
  BenchmarkReader(ForeignRun& run, const Json& benchmark, const Metadata& of_file) : run_(run), benchmark_(benchmark) {
    const Json* own = benchmark.find("metadata");
    metadata_ = metadata_of(own != nullptr ? own : benchmark.find("common_metadata"), of_file);
  }

  std::string name() const { return text_or_empty(metadata_.name); }

  void read(const std::string& name) {
    const std::string unit = text_or_empty(metadata_.unit);
    const auto metric = metric_of_unit(unit, run_);
    const Json* processes = benchmark_.find("runs");
    if (!metric) return run_.failed(name, fmt::format("unknown unit '{}'", unit.substr(0, 40)), benchmark_.line);
    if (processes == nullptr || processes->type != Json::Type::list)
      return run_.failed(name, "there are no 'runs'", benchmark_.line);
    std::uint32_t round = 0;
    for (const Json& process : processes->items) {
      const Json* values = values_of(process);
      if (values == nullptr || values->items.empty()) continue;  // it only found out how many loops to make
      read_process(name, process, *values, *metric, round++);
    }
    if (round == 0) run_.failed(name, "it has no values", benchmark_.line);
  }

private:
  void read_process(const std::string& name, const Json& process, const Json& values, std::uint32_t metric,
                    std::uint32_t round) {
    const Metadata details = metadata_of(process.find("metadata"), metadata_);  // what all have alike stands above them
    const std::uint64_t loops = natural_or(details.loops, 0) * natural_or(details.inner_loops, 1);
    const Json* memory = details.mem_max_rss;
    for (const Json& value : values.items)
      run_.sample_of_round(name, round, metric, number_of(value), loops, value.line);
    if (memory != nullptr && memory->is_number() && memory->real > 0)
      run_.sample_of_round(name, round, run_.metric(metric_named("peak_rss")), memory->real, 0, memory->line);
  }

  ForeignRun& run_;
  const Json& benchmark_;
  Metadata metadata_;
};

void read_machine(std::initializer_list<const Json*> metadata, Run& run) {
  const auto text = [&](std::string_view key) { return text_or_empty(first_with(key, metadata)); };
  run.environment.cpu = text("cpu_model_name");
  run.environment.os = text("platform");
  run.environment.cores = static_cast<unsigned>(natural_or(first_with("cpu_count", metadata), 0));
  const std::string python = text("python_version");
  if (!python.empty()) run.environment.compiler = fmt::format("{} {}", text("python_implementation"), python);
  run.environment.flags = text("python_cflags");
}

/// When the first process began that says so; a single one has its date in the metadata above it.
std::optional<UtcTime> begun(const Json& benchmark, std::initializer_list<const Json*> above) {
  if (const Json* processes = benchmark.find("runs")) {
    for (const Json& process : processes->items) {
      const Json* details = process.find("metadata");
      if (details == nullptr) continue;
      if (const auto time = read_foreign_date(text_of(*details, "date"))) return time;
    }
  }
  return read_foreign_date(text_or_empty(first_with("date", above)));
}

}  // namespace

bool is_pyperf(const Json& root) {
  const Json* benchmarks = root.find("benchmarks");
  if (benchmarks == nullptr || benchmarks->type != Json::Type::list || benchmarks->items.empty()) return false;
  const Json* runs = benchmarks->items.front().find("runs");
  return runs != nullptr && runs->type == Json::Type::list && root.find("context") == nullptr;
}

Result<Run> read_pyperf(const Json& root, const std::string& source) {
  ForeignRun run(source);
  const Json* benchmarks = root.find("benchmarks");
  if (benchmarks == nullptr || benchmarks->type != Json::Type::list)
    return failure(ErrorCode::input, "'benchmarks' must be a list", SourcePos{source, root.line, 0});
  const Json* of_file = root.find("metadata");
  const Metadata shared = metadata_of(of_file, {});
  for (const Json& benchmark : benchmarks->items) {
    BenchmarkReader reader(run, benchmark, shared);
    const std::string name = reader.name();
    if (name.empty()) {
      run.failed(fmt::format("benchmarks[{}]", &benchmark - benchmarks->items.data()), "its metadata have no 'name'",
                 benchmark.line);
    } else {
      reader.read(name);
    }
  }
  if (!benchmarks->items.empty()) {
    const Json& first = benchmarks->items.front();
    const std::initializer_list<const Json*> above = {of_file, first.find("metadata"), first.find("common_metadata")};
    read_machine(above, run.run());
    if (const auto time = begun(first, above)) run.run().timestamp = *time;
  }
  return run.finish();
}

}  // namespace trackmeet::model
