// SPDX-License-Identifier: Apache-2.0
#include "model/large_file.hpp"

#include <utility>

#include "model/fast_json.hpp"
#include "model/gbench_reader.hpp"
#include "model/gbench_rows.hpp"
#include "model/row_stream.hpp"
#include "model/run_json.hpp"
#include "model/sniff.hpp"

namespace trackmeet::model {
namespace {

using Found = RowStream::Found;

/// Whether that makes it a binary file is known to who sees the file as a whole.
bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

std::optional<Result<Run>> with_our_rows(RowStream& stream, const Json& frame, const std::string& source, Keep keep) {
  Complaint complaint(source);
  Run run = begin_run_document(frame, complaint);
  RowReader reader(run, Origin::ours, keep);
  FastJson json;
  JsonDocument row;
  std::string_view text;
  Found found = Found::row;
  while (!complaint.raised() && (found = stream.next(text)) == Found::row) {
    if (!json.parse(text, stream.line(), row) || !row.is_sound()) return std::nullopt;
    run.rows.push_back(reader.read(row.root, complaint));
  }
  if (complaint.raised() || found != Found::end || (run.rows.empty() && run.failures.empty())) return std::nullopt;
  return run;
}

std::optional<Result<Run>> with_gbench_rows(RowStream& stream, const Json& frame, const std::string& source,
                                            Keep keep) {
  Run run = begin_gbench(frame, source);
  GbenchRows rows(run, keep);
  FastJson json;
  JsonDocument row;
  std::string_view text;
  Found found = Found::row;
  while (!rows.is_refused() && (found = stream.next(text)) == Found::row) {
    if (!json.parse(text, stream.line(), row)) {
      if (has_nul(text)) return std::nullopt;
      Result<JsonDocument> flawed = parse_json_exactly(text, source, stream.line());
      if (!flawed) return std::nullopt;
      row = std::move(*flawed);
    }
    if (!UnmarkedSummaries::is_marked(row.root)) return std::nullopt;
    rows.add(row.root, nullptr);
  }
  if (Result<void> sound = rows.finish(); !sound) return passed_on(sound);
  if (found != Found::end || (run.rows.empty() && run.failures.empty())) return std::nullopt;
  return run;
}

}  // namespace

std::optional<Result<Run>> read_large_file(ByteSource& bytes, const std::string& source, Keep keep) {
  RowStream stream(bytes);
  const std::optional<std::string> text = stream.frame();
  if (!text || has_nul(*text)) return std::nullopt;
  const Result<JsonDocument> frame = parse_json(*text, source);
  if (!frame) return std::nullopt;
  const Result<FileKind> kind = kind_of(frame->root, source);
  if (!kind) return std::nullopt;
  if (*kind == FileKind::results && refuse_flaws(*frame, source))
    return with_our_rows(stream, frame->root, source, keep);
  if (*kind == FileKind::gbench && frame->root.find("context") != nullptr)
    return with_gbench_rows(stream, frame->root, source, keep);
  return std::nullopt;
}

}  // namespace trackmeet::model
