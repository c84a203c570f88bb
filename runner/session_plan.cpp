// SPDX-License-Identifier: Apache-2.0
#include "runner/session_plan.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace trackmeet::runner {

Result<FileState> state_of(const std::filesystem::path& executable) {
  struct stat status {};
  if (::stat(executable.c_str(), &status) != 0)
    return failure(ErrorCode::io, std::string("cannot look at the suite: ") + std::strerror(errno),
                   SourcePos{executable.string()}, "check the path, and whether it has been built");
  constexpr std::uint64_t ns_per_s = 1'000'000'000;
  return FileState{static_cast<std::uint64_t>(status.st_size),
                   static_cast<std::uint64_t>(status.st_mtim.tv_sec) * ns_per_s +
                       static_cast<std::uint64_t>(status.st_mtim.tv_nsec)};
}

bool counts_can_be_fixed(const SuiteProgram& suite) { return suite.dialect != Dialect::gbench_old; }

std::vector<Visit> visits_of(const SessionPlan& plan) {
  VisitOrder order;
  for (const std::uint64_t count : plan.counts)
    order.calibrate.push_back(count == 0 && counts_can_be_fixed(plan.suite));
  order.warmup_rounds = plan.options.warmup_rounds;
  order.rounds = plan.options.rounds;
  order.against_itself = plan.options.against_itself;
  order.seed = plan.options.seed;
  for (const std::string& name : plan.suite.benchmarks)
    order.once.push_back(std::ranges::find(plan.suite.once, name) != plan.suite.once.end());
  return plan_visits(order);
}

}  // namespace trackmeet::runner
