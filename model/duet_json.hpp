// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/result.hpp"
#include "model/fields.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Reads `run.duet` of a results file of ours; what we do not know is kept with the fields of `run`.
void read_duet(const Json& object, Fields& run, std::optional<Duet>& into, Complaint& complaint);

/// Appends it as a JSON object, with what `extra` (a JSON object, or null for none) holds. Fails on a plan that could
/// not be read again.
Result<void> append_duet(std::string& out, const Duet& duet, const Json* extra);

}  // namespace trackmeet::model
