// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/fields.hpp"
#include "model/json_tree.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// A results document of ours: the root of a results file, or the `run` of a session in a baseline file. Strict.
Result<Run> read_run_document(const Json& document, const std::string& source);

/// Such a run without its rows. What is wrong is raised in `complaint`.
Run begin_run_document(const Json& document, Complaint& complaint);

/// Refuses what our own files must not contain anywhere: repeated keys, numbers that are not finite, raw control
/// characters.
Result<void> refuse_flaws(const JsonDocument& document, const std::string& source);

/// Appends a results document; its lines after the first begin with `indent`.
Result<void> append_run_document(std::string& out, const Run& run, const std::string& indent);

}  // namespace trackmeet::model
