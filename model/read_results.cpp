// SPDX-License-Identifier: Apache-2.0
#include "model/read_results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "core/byte_source.hpp"
#include "core/file.hpp"
#include "core/spelling.hpp"
#include "model/adapter.hpp"
#include "model/criterion_reader.hpp"
#include "model/large_file.hpp"
#include "model/places.hpp"
#include "model/results_file.hpp"
#include "model/sniff.hpp"
#include "model/together.hpp"
#include "model/unpacked.hpp"

namespace trackmeet::model {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ours = "trackmeet";
constexpr std::string_view google = "google-benchmark";
constexpr std::string_view criterion = "criterion";
constexpr std::string_view standard_input = "standard input";

std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  return text;
}

const Adapter* adapter_named(std::string_view name) {
  const auto found = std::ranges::find(adapters(), name, &Adapter::name);
  return found == adapters().end() ? nullptr : &*found;
}

Result<void> check_format(const std::string& name) {
  if (name.empty() || std::ranges::count(format_names(), name) > 0) return {};
  return failure(ErrorCode::usage, fmt::format("unknown format '{}'", name), did_you_mean(name, format_names()));
}

Result<Run> parse_as(const Adapter& adapter, std::string_view text, const std::string& source) {
  if (adapter.read_text != nullptr) return adapter.read_text(without_mark(text), source);
  if (auto sound = refuse_non_json(text, source); !sound) return passed_on(sound);
  const auto document = parse_json(text, source);
  if (!document) return tl::make_unexpected(document.error());
  return adapter.read_document(document->root, source);
}

Result<Run> parse_by_content(std::string_view text, const std::string& source) {
  for (const Adapter& adapter : adapters())
    if (adapter.is_text != nullptr && adapter.is_text(without_mark(text)))
      return adapter.read_text(without_mark(text), source);
  if (auto sound = refuse_non_json(text, source); !sound) return passed_on(sound);
  const auto document = parse_json(text, source);
  if (!document) return tl::make_unexpected(document.error());
  for (const Adapter& adapter : adapters())
    if (adapter.is_document != nullptr && adapter.is_document(document->root))
      return adapter.read_document(document->root, source);
  return parse_run(text, source);
}

/// Google Benchmark's files and ours may be huge, and are then read without being held in memory.
std::optional<Run> read_fast(const fs::path& path, const std::string& source, const ResultsRequest& request) {
  if (!request.format.empty() && request.format != ours && request.format != google) return std::nullopt;
  Result<std::unique_ptr<ByteSource>> bytes = open_bytes(path);
  if (!bytes) return std::nullopt;
  return read_large_file(*unpacked(std::move(*bytes), source), source, request.keep);
}

Result<Run> read_one(const fs::path& path, const ResultsRequest& request) {
  const std::string source = path == "-" ? std::string(standard_input) : path.string();
  if (path != "-") {
    if (std::optional<Run> run = read_fast(path, source, request)) return std::move(*run);
  }
  Result<std::unique_ptr<ByteSource>> bytes = open_bytes(path);
  if (!bytes) return passed_on(bytes);
  Result<std::string> text = read_to_end(*unpacked(std::move(*bytes), source), source, largest_file);
  if (!text) return passed_on(text);
  return parse_results(*text, source, request.format);
}

/// The folder of criterion's that is meant, and the baseline in it; an empty folder: none is.
std::pair<fs::path, std::string> folder_of_criterion(const ResultsRequest& request) {
  if (!request.format.empty() && request.format != criterion) return {};
  const std::string& place = request.place;
  const std::size_t at = place.rfind('@');
  std::error_code ignored;
  const bool named = !fs::is_directory(place, ignored) && at != std::string::npos;
  const fs::path folder = named ? place.substr(0, at) : place;
  if (!fs::is_directory(folder, ignored) || !is_criterion_folder(folder)) return {};
  return {folder, named ? place.substr(at + 1) : "new"};
}

}  // namespace

std::vector<std::string> format_names() {
  std::vector<std::string> names = {std::string(ours), std::string(google), std::string(criterion)};
  for (const Adapter& adapter : adapters()) names.emplace_back(adapter.name);
  std::ranges::sort(names);
  return names;
}

Result<Run> parse_results(std::string_view text, const std::string& source, const std::string& format) {
  if (auto known = check_format(format); !known) return passed_on(known);
  if (format.empty()) return parse_by_content(text, source);
  if (format == criterion)
    return failure(ErrorCode::usage, "criterion's results are a folder, not a text", "name target/criterion");
  const Adapter* adapter = adapter_named(format);
  return adapter == nullptr ? parse_run(text, source) : parse_as(*adapter, text, source);
}

Result<Run> read_results(const ResultsRequest& request) {
  if (auto known = check_format(request.format); !known) return passed_on(known);
  if (const auto [folder, baseline] = folder_of_criterion(request); !folder.empty())
    return read_criterion(folder, baseline);
  if (request.format == criterion)
    return failure(ErrorCode::input, "this is no folder of criterion's", SourcePos{request.place},
                   "it is called target/criterion; for what was saved with --save-baseline NAME write "
                   "target/criterion@NAME");
  Result<std::vector<fs::path>> files = files_of(request.place);
  if (!files) return passed_on(files);
  std::vector<Run> runs;
  for (const fs::path& file : *files) {
    Result<Run> run = read_one(file, request);
    if (!run) return run;
    runs.push_back(std::move(*run));
  }
  return together(std::move(runs), request.place);
}

}  // namespace trackmeet::model
