// SPDX-License-Identifier: Apache-2.0
#include "model/baseline.hpp"

#include <fmt/format.h>

#include "core/file.hpp"
#include "model/fields.hpp"
#include "model/file_name.hpp"
#include "model/json_text.hpp"
#include "model/results_file.hpp"
#include "model/run_json.hpp"
#include "model/sniff.hpp"

namespace trackmeet::model {
namespace {

/// A session must be of the suite and the machine class of its file: else it would be compared with what it cannot be
/// compared with.
void check_membership(const Run& run, const Baseline& baseline, std::uint32_t line, Complaint& complaint) {
  if (run.suite != baseline.suite) {
    complaint.raise(line,
                    fmt::format("a session is of suite '{}', but the baseline is of '{}'", run.suite, baseline.suite));
  }
  if (run.environment.machine_class != baseline.machine_class) {
    complaint.raise(line, fmt::format("a session is of machine class '{}', but the baseline is of '{}'",
                                      run.environment.machine_class, baseline.machine_class));
  }
}

void read_session(const Json& item, Baseline& baseline, Complaint& complaint, const std::string& source) {
  if (item.type != Json::Type::object) {
    complaint.raise(item.line,
                    fmt::format("'sessions' must be a list of objects; it contains {}", type_name(item.type)));
    return;
  }
  Fields fields(item, "a session", complaint);
  BlessedRun blessed;
  fields.time("blessed_at", blessed.blessed_at, Need::required);
  fields.text("reason", blessed.reason);
  fields.texts("overridden", blessed.overridden);
  fields.texts("accepted_regressions", blessed.accepted_regressions);
  const Json* document = fields.object("run", Need::required);
  blessed.extra = fields.unread();
  if (document == nullptr || complaint.raised()) return;
  const auto kind = kind_of(*document, source);
  if (!kind || *kind != FileKind::results) {
    complaint.raise(document->line, kind ? "the 'run' of a session is no results document" : kind.error().message,
                    kind ? "" : kind.error().hint);
    return;
  }
  auto run = read_run_document(*document, source);
  if (!run) {
    complaint.raise(run.error().where->line, run.error().message, run.error().hint);
    return;
  }
  check_membership(*run, baseline, document->line, complaint);
  blessed.run = std::move(*run);
  baseline.sessions.push_back(std::move(blessed));
}

Result<Baseline> read_baseline_document(const JsonDocument& document, const std::string& source) {
  if (auto sound = refuse_flaws(document, source); !sound) return passed_on(sound);
  Complaint complaint(source);
  Baseline baseline;
  baseline.source = source;
  Fields fields(document.root, "the baseline", complaint);
  fields.any("schema");
  fields.text("suite", baseline.suite, Need::required);
  fields.text("machine_class", baseline.machine_class, Need::required);
  if (const Json* sessions = fields.list("sessions", Need::required)) {
    if (sessions->items.empty()) complaint.raise(sessions->line, "there is no session in it", "bless a run first");
    for (const Json& item : sessions->items) {
      if (!complaint.raised()) read_session(item, baseline, complaint, source);
    }
  }
  baseline.extra = fields.unread();
  if (complaint.raised()) return complaint.as_failure();
  return baseline;
}

/// A run on its own as a baseline of one session.
}  // namespace

std::vector<const Run*> blessed_sessions(const Baseline& baseline) {
  std::vector<const Run*> blessed;
  if (baseline.sessions.empty()) return blessed;
  const Run& last = baseline.sessions.back().run;
  for (const BlessedRun& session : baseline.sessions) {
    if (is_same_program(session.run.git, last.git) || &session.run == &last) blessed.push_back(&session.run);
  }
  return blessed;
}

Result<Baseline> parse_baseline(std::string_view text, const std::string& source) {
  if (auto sound = refuse_non_json(text, source); !sound) return passed_on(sound);
  auto document = parse_json(text, source);
  if (!document) return passed_on(document);
  const auto kind = kind_of(document->root, source);
  if (!kind) return tl::make_unexpected(kind.error());
  if (*kind != FileKind::baseline) {
    return failure(ErrorCode::input, "it is a results file, not a baseline", SourcePos{source, document->root.line, 0},
                   "make it one with 'trackmeet baseline update'");
  }
  return read_baseline_document(*document, source);
}

Result<Baseline> read_baseline(const std::filesystem::path& path) {
  auto text = read_file(path);
  if (!text) return passed_on(text);
  return parse_baseline(*text, path == "-" ? "standard input" : path.string());
}

Result<std::string> format_baseline(const Baseline& baseline) {
  std::string out = "{\n  ";
  ObjectText object(out, ",\n  ");
  object.text("schema", baseline_schema);
  object.text("suite", baseline.suite);
  object.text("machine_class", baseline.machine_class);
  if (!baseline.extra.empty()) {
    auto extra = parse_json(baseline.extra, "extra keys of a baseline");
    if (!extra) return passed_on(extra);
    append_rest(object, &extra->root, {"schema", "suite", "machine_class", "sessions"});
  }
  object.key("sessions");
  out += '[';
  const std::string indent = "      ";
  for (const BlessedRun& session : baseline.sessions) {
    out += &session == &baseline.sessions.front() ? "\n" : ",\n";
    out += "    {\n" + indent;
    ObjectText members(out, ",\n" + indent);
    members.text("blessed_at", to_iso8601(session.blessed_at));
    members.text_if_any("reason", session.reason);
    if (!session.overridden.empty()) {
      members.key("overridden");
      append_strings(out, session.overridden);
    }
    if (!session.accepted_regressions.empty()) {
      members.key("accepted_regressions");
      append_strings(out, session.accepted_regressions);
    }
    if (!session.extra.empty()) {
      auto extra = parse_json(session.extra, "extra keys of a session");
      if (!extra) return passed_on(extra);
      append_rest(members, &extra->root, {"blessed_at", "reason", "overridden", "accepted_regressions", "run"});
    }
    members.key("run");
    if (auto written = append_run_document(out, session.run, indent); !written) return passed_on(written);
    out += "\n    }";
  }
  out += baseline.sessions.empty() ? "]" : "\n  ]";
  return out + "\n}\n";
}

std::filesystem::path baseline_path(const std::filesystem::path& root, std::string_view machine_class,
                                    std::string_view suite) {
  return root / "baselines" / safe_file_name(machine_class) / (safe_file_name(suite) + ".json");
}

Baseline unblessed(Run run) {
  Baseline baseline;
  baseline.suite = run.suite;
  baseline.machine_class = run.environment.machine_class;
  baseline.source = run.source;
  BlessedRun session;
  session.blessed_at = run.timestamp;
  session.run = std::move(run);
  baseline.sessions.push_back(std::move(session));
  return baseline;
}

}  // namespace trackmeet::model
