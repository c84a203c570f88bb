// SPDX-License-Identifier: Apache-2.0
#include "model/results_file.hpp"

#include <fmt/format.h>

#include "core/file.hpp"
#include "model/file_name.hpp"
#include "model/gbench_reader.hpp"
#include "model/run_json.hpp"
#include "model/sniff.hpp"

namespace trackmeet::model {

Result<Run> parse_run(std::string_view text, const std::string& source) {
  if (auto sound = refuse_non_json(text, source); !sound) return passed_on(sound);
  auto document = parse_json(text, source);
  if (!document) return passed_on(document);
  const auto kind = kind_of(document->root, source);
  if (!kind) return tl::make_unexpected(kind.error());
  if (*kind == FileKind::gbench) return read_gbench(*document, source);
  if (auto sound = refuse_flaws(*document, source); !sound) return passed_on(sound);
  if (*kind == FileKind::baseline) {
    return failure(ErrorCode::input, "it is a baseline, not a results file", SourcePos{source, document->root.line, 0},
                   "give it as the base of a comparison");
  }
  return read_run_document(document->root, source);
}

Result<Run> read_run(const std::filesystem::path& path) {
  auto text = read_file(path);
  if (!text) return passed_on(text);
  return parse_run(*text, path == "-" ? "standard input" : path.string());
}

Result<std::string> format_run(const Run& run) {
  std::string out;
  if (auto written = append_run_document(out, run, ""); !written) return passed_on(written);
  return out + "\n";
}

std::string results_file_name(const Run& run) {
  constexpr std::size_t short_commit = 7;
  const std::string commit =
      run.git.commit.empty() ? "nocommit" : safe_file_name(run.git.commit.substr(0, short_commit));
  const char* side = !run.duet ? "" : run.duet->side == Side::base ? "_base" : "_head";
  return fmt::format("{}_{}_{}{}.json", to_file_stamp(run.timestamp), commit, safe_file_name(run.suite), side);
}

}  // namespace trackmeet::model
