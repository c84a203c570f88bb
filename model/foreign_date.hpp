// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "core/clock.hpp"

namespace trackmeet::model {

/// The moment that a foreign file names: `2019-11-17T02:22:16.817862+09:00`, with a space for the `T`, with or without
/// fractions (dropped) and a zone (`Z`, `+09:00`, `+0900`). Where it names no zone it is taken for UTC. Nothing if it
/// is no such date.
std::optional<UtcTime> read_foreign_date(std::string_view text);

}  // namespace trackmeet::model
