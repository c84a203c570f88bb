// SPDX-License-Identifier: Apache-2.0
#include "nn/data/load_text.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <system_error>

#include "core/spelling.hpp"
#include "nn/data/data_home.hpp"
#include "nn/data/gzip.hpp"
#include "nn/data/word_source.hpp"

namespace trackmeet::nn {
namespace {

Result<TextSet> load_file(const std::string& name, const std::filesystem::path& path) {
  auto text = read_data_file(path);
  if (!text) return passed_on(text);
  if (text->size() < shortest_text) {
    return failure(ErrorCode::input, fmt::format("the text has {} characters, too few to learn from", text->size()),
                   SourcePos{path.string()}, fmt::format("choose one of {} or more", shortest_text));
  }
  return split_text(name, *text, path.string());
}

}  // namespace

Result<TextSet> load_text(std::string_view name_or_path, const TextCounts& counts) {
  if (name_or_path == "markov") return markov_text(counts.train, counts.test, counts.seed);
  const std::string name(name_or_path);
  if (const KnownData* known = find_known(name); known != nullptr && known->kind == KnownData::Kind::text) {
    auto folder = folder_of(*known);
    if (!folder) return passed_on(folder);
    auto set = load_file(name, *folder / "input.txt");
    if (!set) return set;
    if (auto right = expect_content(*known, set->hash, *folder); !right) return passed_on(right);
    return set;
  }
  std::error_code ignored;
  if (std::filesystem::is_directory(name, ignored)) return load_file(name, std::filesystem::path(name) / "input.txt");
  if (!std::filesystem::exists(name, ignored)) {
    return failure(ErrorCode::usage, fmt::format("'{}' is neither a text nor a file or folder", name),
                   did_you_mean(name, names_of(KnownData::Kind::text)));
  }
  return load_file(name, name);
}

}  // namespace trackmeet::nn
