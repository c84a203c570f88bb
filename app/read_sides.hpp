// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/baseline.hpp"
#include "model/run.hpp"

namespace trackmeet::app {

struct SidesRead {
  model::Baseline base;
  model::Run head;
};

/// Reads both sides of a comparison at the same time. `base` and `head` are places as `model::read_results` takes them,
/// `format` is what `--from` says of both; empty: each is found out.
Result<SidesRead> read_sides(const std::string& base, const std::string& head, const std::string& format);

/// `--from FORMAT (google-benchmark, …)` in a help text.
std::string from_help();

}  // namespace trackmeet::app
