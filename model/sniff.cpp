// SPDX-License-Identifier: Apache-2.0
#include "model/sniff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/spelling.hpp"
#include "model/baseline.hpp"
#include "model/json_blanks.hpp"
#include "model/results_file.hpp"

namespace trackmeet::model {
namespace {

constexpr std::string_view how_to_write =
    "write one with 'trackmeet run', or with --benchmark_out=FILE --benchmark_out_format=json; what other tools wrote "
    "is told by --from (see trackmeet compare --help)";

struct Magic {
  std::string_view bytes;
  std::string_view what;
  std::string_view hint;
};

constexpr std::array<Magic, 8> magics = {{
    {"\x7f"
     "ELF",
     "an executable program", "measure it with 'trackmeet run'"},
    {"MZ", "an executable program", "measure it and give its results file"},
    {"\x1f\x8b", "compressed (gzip)", "unpack it with gunzip"},
    {"\x28\xb5\x2f\xfd", "compressed (zstd)", "unpack it with unzstd"},
    {"\xfd"
     "7zXZ",
     "compressed (xz)", "unpack it with unxz"},
    {"PK\x03\x04", "a zip archive", "unpack it with unzip"},
    {"\xff\xfe", "UTF-16 text", "save it as UTF-8"},
    {"\xfe\xff", "UTF-16 text", "save it as UTF-8"},
}};

/// The top-level keys, as a message shows them.
std::string keys_of(const Json& root) {
  constexpr std::size_t shown = 6;
  std::string keys;
  for (std::size_t i = 0; i < std::min(shown, root.items.size()); ++i) {
    keys += fmt::format("{}{}", i == 0 ? "" : ", ", root.items[i].key.substr(0, 40));
  }
  return root.items.size() > shown ? keys + fmt::format(" and {} more", root.items.size() - shown) : keys;
}

/// `trackmeet.results/2` when we read `trackmeet.results/1`.
bool is_other_version(std::string_view given, std::string_view ours) {
  return given.starts_with(ours.substr(0, ours.find('/') + 1));
}

}  // namespace

Result<void> refuse_non_json(std::string_view text, const std::string& source, TextsTried texts) {
  const SourcePos where{source, 0, 0};
  for (const Magic& magic : magics) {
    if (text.starts_with(magic.bytes)) {
      return failure(ErrorCode::input, fmt::format("it is {}, not a results file", magic.what), where,
                     std::string(magic.hint));
    }
  }
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  const std::size_t first = after_blanks(text);
  if (first == text.size()) {
    return failure(ErrorCode::input, "it is empty", where,
                   "the program that should have written it did not get so far");
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos && nul < 4096) {
    return failure(ErrorCode::input, "it is binary, not JSON", where, std::string(how_to_write));
  }
  if (text[first] != '{' && text[first] != '[') {
    const std::string_view rest = text.substr(first, 40);
    const std::string_view beginning = rest.substr(0, rest.find_first_of("\r\n"));
    const auto line = static_cast<std::uint32_t>(
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(first), '\n'));
    return failure(
        ErrorCode::input,
        fmt::format("it is {}: it begins with '{}'",
                    texts == TextsTried::yes ? "neither JSON nor the text of a tool that is known" : "not JSON",
                    beginning),
        SourcePos{source, line, 0}, std::string(how_to_write));
  }
  return {};
}

Result<FileKind> kind_of(const Json& root, const std::string& source) {
  const SourcePos where{source, root.line, 0};
  if (root.type != Json::Type::object) {
    return failure(ErrorCode::input, fmt::format("it is JSON, but {} and no results", type_name(root.type)), where,
                   std::string(how_to_write));
  }
  const Json* schema = root.find("schema");
  if (schema != nullptr && schema->type == Json::Type::text) {
    if (schema->text == results_schema) return FileKind::results;
    if (schema->text == baseline_schema) return FileKind::baseline;
    const SourcePos at{source, schema->line, 0};
    for (const std::string_view ours : {results_schema, baseline_schema}) {
      if (!is_other_version(schema->text, ours)) continue;
      return failure(ErrorCode::input,
                     fmt::format("its format is {}, which this Trackmeet does not know", schema->text.substr(0, 60)),
                     at, fmt::format("a newer Trackmeet can read it; this one reads {}", ours));
    }
    if (schema->text.starts_with("trackmeet.")) {
      const std::vector<std::string> known = {std::string(results_schema), std::string(baseline_schema)};
      return failure(ErrorCode::input, fmt::format("unknown schema '{}'", schema->text.substr(0, 60)), at,
                     did_you_mean(schema->text, known));
    }
  }
  const Json* rows = root.find("benchmarks");
  if (rows == nullptr) {
    return failure(ErrorCode::input,
                   root.items.empty() ? "it is JSON, but an empty object"
                                      : fmt::format("it is JSON, but no results: its keys are {}", keys_of(root)),
                   where, std::string(how_to_write));
  }
  if (root.find("machine_info") != nullptr && root.find("context") == nullptr) {
    return failure(ErrorCode::input, "it is a file of pytest-benchmark, which only compare and convert can read",
                   where);
  }
  return FileKind::gbench;
}

}  // namespace trackmeet::model
