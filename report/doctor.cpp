// SPDX-License-Identifier: Apache-2.0
#include "report/doctor.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>
#include <vector>

#include "core/text_table.hpp"
#include "core/units.hpp"
#include "report/shown.hpp"
#include "report/wrap.hpp"

namespace trackmeet::report {
namespace {

using machine::Canary;
using machine::Diagnosis;
using machine::Finding;
using machine::FindingState;
using machine::SelfMeasurement;

constexpr Indent text_indent{9, 9};

Colour colour_of(FindingState state) {
  switch (state) {
    case FindingState::good:
      return Colour::green;
    case FindingState::note:
      return Colour::yellow;
    case FindingState::bad:
      return Colour::red;
    case FindingState::unknown:
      return Colour::dim;
  }
  return Colour::none;
}

/// `2 cores of AMD EPYC 7763, Debian GNU/Linux 12`
std::string machine_line(const machine::Machine& machine) {
  std::string line = machine.cores > 0 ? format_count(machine.cores, "core") : "Cores of an unknown number";
  line += " of " + (machine.cpu.empty() ? "an unknown processor" : shown(machine.cpu));
  return line + (machine.os.empty() ? "" : ", " + shown(machine.os));
}

/// The state in a column of its own, then the text beside it.
std::string with_state(FindingState state, std::string_view text, const TextOptions& options) {
  const std::string word(to_string(state));
  std::string lines = wrap(text, options.width, text_indent);
  if (lines.size() < text_indent.first) return lines;
  return coloured(word, colour_of(state), options.colour) + lines.substr(word.size());
}

std::string finding_lines(const Finding& finding, const TextOptions& options) {
  std::string out =
      with_state(finding.state, fmt::format("{}: {}", to_string(finding.check), shown(finding.message, 400)), options);
  if (!finding.command.empty())
    out += std::string(text_indent.first, ' ') +
           coloured("$ " + shown(finding.command, 400), Colour::bold, options.colour) + "\n";
  return out + wrap(shown(finding.advice, 400), options.width, text_indent, Colour::dim, options.colour);
}

std::string findings_text(const Diagnosis& diagnosis, const TextOptions& options) {
  std::string out;
  std::string good;
  for (const FindingState state : {FindingState::bad, FindingState::note, FindingState::unknown, FindingState::good})
    for (const Finding& finding : diagnosis.findings) {
      if (finding.state != state) continue;
      if (state == FindingState::good && !options.show_unchanged)
        good.append(good.empty() ? "" : ", ").append(to_string(finding.check));
      else
        out += finding_lines(finding, options);
    }
  return good.empty() ? out : out + with_state(FindingState::good, good, options);
}

/// `0.35 %`, `?` where it is not known, `∞` where nothing can be told.
std::string per_cent(double share) {
  if (std::isnan(share)) return "?";
  return std::isinf(share) ? "∞" : fmt::format("{:.2f} %", 100 * share);
}

std::string self_measurement_text(const std::vector<SelfMeasurement>& all, const TextOptions& options) {
  TextTable table({{"against itself", Align::left, true},
                   {"blocks", Align::right},
                   {"time", Align::right},
                   {"a block's spread", Align::right},
                   {"can be told", Align::right}});
  std::string below;
  for (const SelfMeasurement& self : all) {
    table.add_row({shown(self.kernel), fmt::format("{}", self.blocks), format_duration(self.seconds),
                   per_cent(self.block_spread), per_cent(self.smallest_change)});
    if (self.false_alarm)
      below += wrap(shown(self.kernel) + ": a change was proven, though there is none", options.width, {0, 2},
                    Colour::red, options.colour);
    if (!self.failure.empty())
      below += wrap(shown(self.kernel) + ": " + shown(self.failure, 400), options.width, {0, 2}, Colour::red,
                    options.colour);
  }
  return table.str(options.width, options.colour) + below;
}

std::string canary_text(const Canary& canary, const TextOptions& options) {
  std::string text = fmt::format("canary: {} slowed down by {:.3g} % ", shown(canary.kernel), 100 * canary.injected);
  if (!canary.failure.empty())
    text += "could not be measured: " + shown(canary.failure, 400);
  else
    text += fmt::format("was {} after {} in {}: {} ({} to {})", canary.proven ? "told" : "not told",
                        format_count(canary.blocks, "block"), format_duration(canary.seconds),
                        format_change(canary.estimate), format_change(canary.low), format_change(canary.high));
  return wrap(text, options.width, {0, 2}, canary.proven ? Colour::green : Colour::red, options.colour);
}

}  // namespace

std::string render_doctor(const Diagnosis& diagnosis, const TextOptions& options) {
  std::string out = wrap(machine_line(diagnosis.machine), options.width, {0, 2});
  if (!diagnosis.findings.empty()) out += "\n" + findings_text(diagnosis, options);
  if (!diagnosis.self_measurements.empty()) out += "\n" + self_measurement_text(diagnosis.self_measurements, options);
  if (!diagnosis.canaries.empty()) out += "\n";
  for (const Canary& canary : diagnosis.canaries) out += canary_text(canary, options);
  const machine::Conclusion conclusion = conclude(diagnosis);
  return out + "\n" +
         wrap("In short: " + shown(conclusion.sentence, 400) + ".", options.width, {0, 2}, Colour::bold,
              options.colour);
}

}  // namespace trackmeet::report
