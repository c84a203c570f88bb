// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/environment.hpp"
#include "model/fields.hpp"

namespace trackmeet::model {

/// Reads the `environment` of a results file of ours; keys that we do not know go to `extra`.
void read_environment(const Json& object, Environment& into, std::string& extra, Complaint& complaint);

/// Appends it as the members of a JSON object, with what `extra` (a JSON object) holds, one member a line after
/// `indent`.
void append_environment(std::string& out, const Environment& environment, const Json& extra, const std::string& indent);

/// Caches as Google Benchmark's context and our environment have them: `[{"type": …, "level": …, "size": …,
/// "num_sharing": …}]`. `list` must be a list.
void read_caches(const Json& list, std::vector<Cache>& into, Complaint& complaint);

}  // namespace trackmeet::model
