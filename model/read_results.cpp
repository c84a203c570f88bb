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

/// The adapter of a text that is no JSON; null if none knows it.
const Adapter* adapter_of_text(std::string_view text) {
  // What comes before the first result, such as what a build said, is far less than that.
  constexpr std::size_t looked_at = std::size_t{8} << 20U;
  const std::string_view beginning = without_mark(text).substr(0, looked_at);
  const auto found = std::ranges::find_if(
      adapters(), [&](const Adapter& adapter) { return adapter.is_text != nullptr && adapter.is_text(beginning); });
  return found == adapters().end() ? nullptr : &*found;
}

/// The adapter of a JSON document; null if none knows it.
const Adapter* adapter_of_document(const Json& root) {
  const auto found = std::ranges::find_if(
      adapters(), [&](const Adapter& adapter) { return adapter.is_document != nullptr && adapter.is_document(root); });
  return found == adapters().end() ? nullptr : &*found;
}

/// What the content looks like; null if like nothing that an adapter knows.
const Adapter* adapter_of(std::string_view text, const std::string& source) {
  if (const Adapter* adapter = adapter_of_text(text)) return adapter;
  if (!refuse_non_json(text, source)) return nullptr;
  const auto document = parse_json(text, source);
  return document ? adapter_of_document(document->root) : nullptr;
}

Result<Run> parse_by_content(std::string_view text, const std::string& source) {
  if (const Adapter* adapter = adapter_of_text(text)) return adapter->read_text(without_mark(text), source);
  if (auto sound = refuse_non_json(text, source, TextsTried::yes); !sound) return passed_on(sound);
  const auto document = parse_json(text, source);
  if (!document) return tl::make_unexpected(document.error());
  if (const Json* schema = document->root.find("schema");
      schema != nullptr && schema->type == Json::Type::text && schema->text.starts_with("trackmeet."))
    return parse_run(text, source);
  if (const Adapter* adapter = adapter_of_document(document->root))
    return adapter->read_document(document->root, source);
  return parse_run(text, source);
}

/// A pattern that matches `other`, and the files called like it, but not `bad`; empty if there is no simple one.
std::string pattern_without(const fs::path& bad, const fs::path& other) {
  const std::string ending = other.extension().string();
  if (bad.extension() != ending) return (other.parent_path() / ("*" + ending)).string();
  std::string beginning = other.filename().string();
  beginning.resize(std::min(beginning.find_first_of("0123456789"), other.stem().string().size()));
  if (beginning.empty() || bad.filename().string().starts_with(beginning)) return {};
  return (other.parent_path() / (beginning + "*" + ending)).string();
}

/// How to leave `bad` out of what is read, which are `files`; those before it are sound.
std::string how_to_leave_out(const fs::path& bad, const std::vector<fs::path>& files) {
  for (const fs::path& other : files) {
    if (const std::string pattern = other == bad ? "" : pattern_without(bad, other); !pattern.empty())
      return fmt::format("a pattern such as '{}' leaves it out", pattern);
  }
  return "name a pattern that leaves it out, or move it away";
}

std::string name_of(const fs::path& path) { return path == "-" ? std::string(standard_input) : path.string(); }

/// Google Benchmark's files and ours may be huge, and are then read without being held in memory.
std::optional<Result<Run>> read_fast(const fs::path& path, const ResultsRequest& request) {
  if (path == "-") return std::nullopt;  // which can be read only once
  if (!request.format.empty() && request.format != ours && request.format != google) return std::nullopt;
  Result<std::unique_ptr<ByteSource>> bytes = open_bytes(path);
  if (!bytes) return std::nullopt;
  return read_large_file(*unpacked(std::move(*bytes), name_of(path)), name_of(path), request.keep);
}

Result<std::string> text_of(const fs::path& path) {
  Result<std::unique_ptr<ByteSource>> bytes = open_bytes(path);
  if (!bytes) return passed_on(bytes);
  return read_to_end(*unpacked(std::move(*bytes), name_of(path)), name_of(path), largest_file);
}

Result<Run> read_one(const fs::path& path, const ResultsRequest& request) {
  if (std::optional<Result<Run>> run = read_fast(path, request)) return std::move(*run);
  Result<std::string> text = text_of(path);
  if (!text) return passed_on(text);
  return parse_results(*text, name_of(path), request.format);
}

/// Baselines are ours alone, and say so at their beginning.
bool is_baseline(std::string_view text) {
  constexpr std::size_t beginning = 4096;
  return text.substr(0, beginning).find(baseline_schema) != std::string_view::npos;
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
  Result<Run> run = adapter == nullptr ? parse_run(text, source) : parse_as(*adapter, text, source);
  if (run) return run;
  if (const Adapter* likely = adapter_of(text, source); likely != nullptr && likely != adapter)
    run.error().hint = fmt::format("it looks like {}: leave out --from {}", likely->title, format);
  return run;
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
    if (!run) {
      std::string& hint = run.error().hint;
      if (files->size() > 1) hint += (hint.empty() ? "" : "; ") + how_to_leave_out(file, *files);
      return run;
    }
    runs.push_back(std::move(*run));
  }
  return together(std::move(runs), request.place);
}

Result<Baseline> read_base(const ResultsRequest& request) {
  const fs::path path = request.place;
  std::error_code ignored;
  if (request.format.empty() && (path == "-" || fs::is_regular_file(path, ignored))) {
    if (std::optional<Result<Run>> run = read_fast(path, request)) {
      if (!*run) return passed_on(*run);
      return unblessed(std::move(**run));
    }
    Result<std::string> text = text_of(path);
    if (!text) return passed_on(text);
    if (is_baseline(*text)) return parse_baseline(*text, name_of(path));
    Result<Run> run = parse_results(*text, name_of(path));
    if (!run) return passed_on(run);
    return unblessed(std::move(*run));
  }
  Result<Run> run = read_results(request);
  if (!run) return passed_on(run);
  return unblessed(std::move(*run));
}

}  // namespace trackmeet::model
