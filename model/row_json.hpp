// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "model/fields.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

enum class Origin {
  ours,    ///< counters are the keys that `metrics` names
  foreign  ///< every number that Google Benchmark does not name is a counter
};

/// What of a row is of use: all of it, or, to compare it, not the keys that we do not know.
enum class Keep { everything, what_is_compared };

/// Whether a row uses that key for something else than a counter, so that no metric can be called so.
bool is_row_key(std::string_view key);

/// Reads rows of a `benchmarks` array into a run, and finds their metrics fast.
class RowReader {
public:
  RowReader(Run& run, Origin origin, Keep keep = Keep::everything);

  /// One row, which must be an object. What is wrong with it is raised in `complaint`.
  Row read(const Json& object, Complaint& complaint);

private:
  std::uint32_t metric(std::string_view name, std::size_t place);
  void read_time(Fields& fields, std::string_view key, int shift, Row& row, Complaint& complaint);
  void read_counters(Fields& fields, Row& row, Complaint& complaint);

  Run& run_;
  Origin origin_;
  Keep keep_;
  std::unordered_map<std::string, std::uint32_t> metrics_;
  std::vector<std::uint32_t> last_;  ///< metrics of the row before, which mostly has the same in the same order
};

/// Appends a row as one line of JSON. Fails (internal) on a number that is not finite, a negative time, a metric that
/// is not in `run`, one that occurs twice or one that is called like a key of a row.
Result<void> append_row(std::string& out, const Run& run, const Row& row);

}  // namespace trackmeet::model
