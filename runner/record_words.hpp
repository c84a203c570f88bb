// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/process.hpp"
#include "core/result.hpp"
#include "model/run.hpp"
#include "runner/suite_program.hpp"

namespace trackmeet::runner {

// What the journals of sessions and of duets write alike.

std::string_view name_of(Dialect dialect);
std::optional<Dialect> dialect_named(std::string_view name);

std::string_view name_of(ProcessEnd end);
std::optional<ProcessEnd> end_named(std::string_view name);

/// A run before its first row, as text, and back.
Result<std::string> run_start_text(model::Run start);
std::optional<model::Run> parse_run_start(const std::string& text);

}  // namespace trackmeet::runner
