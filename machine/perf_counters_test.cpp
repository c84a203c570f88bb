// SPDX-License-Identifier: Apache-2.0
#include "machine/perf_counters.hpp"

#include <gtest/gtest.h>

#include <cerrno>

#include "machine/fixture.hpp"

namespace trackmeet::machine {
namespace {

class FakeKernel final : public PerfKernel {
public:
  explicit FakeKernel(int answer) : answer_(answer) {}
  int open(PerfEvent) override {
    open_now += answer_ >= 0 ? 1 : 0;
    return answer_;
  }
  std::optional<PerfReading> read(int) override { return std::nullopt; }
  void close(int) override { --open_now; }

  int open_now = 0;

private:
  int answer_;
};

TEST(PerfCounters, are_available_where_one_can_be_opened_and_none_stays_open) {
  FakeKernel kernel(5);
  const PerfCounters counters = probe_perf_counters(kernel, MadeMachine().root());
  EXPECT_TRUE(counters.available);
  EXPECT_EQ(counters.reason, "");
  EXPECT_EQ(kernel.open_now, 0);
}

TEST(PerfCounters, that_cannot_be_had_say_why_and_what_to_do) {
  struct Case {
    const char* name;
    int error;
    std::string paranoid;  ///< empty: no such file
    std::string reason;
    std::string remedy;
  };
  const Case cases[] = {
      {"forbidden to users", EACCES, "4\n", "perf_event_paranoid is 4", "sysctl kernel.perf_event_paranoid=2"},
      {"forbidden by a container", EPERM, "2\n", "container or a security policy", "perf_event_open"},
      {"forbidden, and no more is known", EACCES, "", "container or a security policy", "perf_event_open"},
      {"a setting that is no number", EACCES, "\xff\xfe", "container or a security policy", "perf_event_open"},
      {"a virtual machine", ENOENT, "-1\n", "virtual machines hide them", "--instructions"},
      {"another one", EOPNOTSUPP, "1\n", "virtual machines hide them", "--instructions"},
      {"no such system call", ENOSYS, "", "perf_event_open is missing", "--instructions"},
      {"something else", EMFILE, "", "hardware counters cannot be opened: ", ""},
  };
  for (const Case& c : cases) {
    const MadeMachine machine;
    if (!c.paranoid.empty()) machine.write("proc/sys/kernel/perf_event_paranoid", c.paranoid);
    FakeKernel kernel(-c.error);
    const PerfCounters counters = probe_perf_counters(kernel, machine.root());
    EXPECT_FALSE(counters.available) << c.name;
    EXPECT_NE(counters.reason.find(c.reason), std::string::npos) << c.name << ": " << counters.reason;
    EXPECT_NE(counters.remedy.find(c.remedy), std::string::npos) << c.name << ": " << counters.remedy;
  }
}

TEST(PerfCounters, of_this_machine_are_there_or_there_is_a_reason) {
  const PerfCounters counters = probe_perf_counters();
  EXPECT_NE(counters.available, !counters.reason.empty());
  const int descriptor = perf_kernel().open(PerfEvent::instructions);
  ASSERT_EQ(counters.available, descriptor >= 0) << counters.reason;
  if (descriptor < 0) return;
  const auto reading = perf_kernel().read(descriptor);
  perf_kernel().close(descriptor);
  ASSERT_TRUE(reading);
  EXPECT_LE(reading->running_ns, reading->enabled_ns);
}

}  // namespace
}  // namespace trackmeet::machine
