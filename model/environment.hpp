// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace trackmeet::model {

struct Cache {
  std::string type;  ///< `Data`, `Instruction` or `Unified`
  int level = 0;     ///< from 1
  std::uint64_t bytes = 0;
  int sharing = 0;  ///< cores that share one; 0: unknown
  bool operator==(const Cache&) const = default;
};

/// Where a run was measured and with what it was built. Empty strings and absent values: not known.
struct Environment {
  std::string os;                  ///< `Debian GNU/Linux 12`
  std::string kernel;              ///< `6.1.0-18-amd64`
  std::string architecture;        ///< `x86_64`
  std::string cpu;                 ///< the model name
  unsigned cores = 0;              ///< logical ones that this process may use; 0: unknown
  std::uint64_t memory_bytes = 0;  ///< 0: unknown
  std::vector<Cache> caches;
  std::string governor;  ///< of frequency scaling; empty: none visible
  std::optional<bool> virtualized;
  std::string compiler;       ///< of the suite: `GNU 12.2.0`
  std::string flags;          ///< of the suite
  std::string build_type;     ///< of the suite: `Release`, `Debug`, …
  std::string machine_class;  ///< what may be compared with what
  std::string ci_provider;    ///< `github`, `gitlab`, …; empty: not in CI
  std::string ci_run_id;
  std::vector<std::string> notes;     ///< what may have spoiled timings and often cannot be helped, in sentences
  std::vector<std::string> warnings;  ///< what made timings untrustworthy, in sentences
};

}  // namespace trackmeet::model
