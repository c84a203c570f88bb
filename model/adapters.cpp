// SPDX-License-Identifier: Apache-2.0
#include "model/adapter.hpp"

#include "model/action_list_reader.hpp"
#include "model/ancestor_reader.hpp"
#include "model/benchmark_js_reader.hpp"
#include "model/benchmarkdotnet_reader.hpp"
#include "model/bmf_reader.hpp"
#include "model/cargo_bench_reader.hpp"
#include "model/cargo_criterion_reader.hpp"
#include "model/catch2_text_reader.hpp"
#include "model/catch2_xml_reader.hpp"
#include "model/criterion_text_reader.hpp"
#include "model/data_js_reader.hpp"
#include "model/go_bench_reader.hpp"
#include "model/go_json_reader.hpp"
#include "model/hyperfine_reader.hpp"
#include "model/jmh_reader.hpp"
#include "model/julia_reader.hpp"
#include "model/luau_reader.hpp"
#include "model/pyperf_reader.hpp"
#include "model/pytest_benchmark_reader.hpp"

namespace trackmeet::model {
namespace {

// One line each. `from_document` and `from_text` keep the two kinds of functions apart.

constexpr Adapter from_document(std::string_view name, std::string_view title, bool (*is)(const Json&),
                                Result<Run> (*read)(const Json&, const std::string&)) {
  return {name, title, is, read, nullptr, nullptr};
}

constexpr Adapter from_text(std::string_view name, std::string_view title, bool (*is)(std::string_view),
                            Result<Run> (*read)(std::string_view, const std::string&)) {
  return {name, title, nullptr, nullptr, is, read};
}

const Adapter all_adapters[] = {
    from_document("hyperfine", "hyperfine's JSON", is_hyperfine, read_hyperfine),
    from_document("jmh", "JMH's JSON", is_jmh, read_jmh),
    from_document("benchmarkdotnet", "BenchmarkDotNet's JSON", is_benchmarkdotnet, read_benchmarkdotnet),
    from_document("julia", "BenchmarkTools' JSON", is_julia, read_julia),
    from_document("data.json", "the history of github-action-benchmark", is_data_json, read_data_json),
    from_document("action-list", "a list of github-action-benchmark", is_action_list, read_action_list),
    from_text("data.js", "the history of github-action-benchmark", is_data_js, read_data_js),
    from_text("catch2-xml", "Catch2's XML", is_catch2_xml, read_catch2_xml),
    from_text("catch2", "Catch2's console text", is_catch2_text, read_catch2_text),
    from_text("benchmark.js", "benchmark.js's text", is_benchmark_js, read_benchmark_js),
    from_text("luau", "the text of Luau's bench.py", is_luau, read_luau),
    from_document("pytest-benchmark", "pytest-benchmark's JSON", is_pytest_benchmark, read_pytest_benchmark),
    from_document("pyperf", "pyperf's JSON", is_pyperf, read_pyperf),
    from_document("ancestor", "the JSON of Trackmeet's ancestors", is_ancestor, read_ancestor),
    from_document("bmf", "Bencher Metric Format", is_bmf, read_bmf),
    from_text("go-json", "the events of go test -json", is_go_json, read_go_json),
    from_text("go", "Go's benchmark text", is_go_bench, read_go_bench),
    from_text("cargo", "cargo bench's text", is_cargo_bench, read_cargo_bench),
    from_text("cargo-criterion", "cargo-criterion's lines", is_cargo_criterion, read_cargo_criterion),
    from_text("criterion-text", "criterion's text", is_criterion_text, read_criterion_text),
};

}  // namespace

std::span<const Adapter> adapters() { return all_adapters; }

}  // namespace trackmeet::model
