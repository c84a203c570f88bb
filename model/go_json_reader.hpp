// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether these are the events of `go test -json`, one JSON object on a line.
bool is_go_json(std::string_view text);

/// Reads what `go test -json -bench` prints: the text of `go test`, cut into the `Output` of events, is put together
/// for each package and read as `read_go_bench` reads it. Lines that are no event of that kind are passed over;
/// messages name the line of the event in which a line of the text began.
Result<Run> read_go_json(std::string_view text, const std::string& source);

}  // namespace trackmeet::model
