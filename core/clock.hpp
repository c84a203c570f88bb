// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace trackmeet {

/// A moment of wall-clock time in UTC, to the second.
using UtcTime = std::chrono::sys_seconds;

/// Where time comes from, so that tests can bring their own.
class Clock {
public:
  virtual ~Clock() = default;
  virtual UtcTime utc_now() const = 0;
  virtual std::chrono::steady_clock::time_point steady_now() const = 0;
};

/// The machine's clocks.
class SystemClock final : public Clock {
public:
  UtcTime utc_now() const override;
  std::chrono::steady_clock::time_point steady_now() const override;
};

/// `2026-11-21T09:15:11Z`
std::string to_iso8601(UtcTime time);

/// `20261121T091511Z`, as it stands in file names.
std::string to_file_stamp(UtcTime time);

/// Reads `2026-11-21T09:15:11Z` and nothing else.
std::optional<UtcTime> from_iso8601(std::string_view text);

}  // namespace trackmeet
