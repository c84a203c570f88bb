// SPDX-License-Identifier: Apache-2.0
#include "report/doctor.hpp"

#include <gtest/gtest.h>

#include "core/printable.hpp"
#include "report/sample_diagnosis.hpp"

namespace trackmeet::report {
namespace {

TEST(Doctor, tells_the_worst_first_and_folds_what_is_good) {
  EXPECT_EQ(render_doctor(sample::diagnosis(), {}),
            "2 cores of AMD EPYC 7763, Debian GNU/Linux 12\n"
            "\n"
            "bad      load: other programs keep 1.0 of 2 cores busy: they compete with the suite\n"
            "         $ top -b -n 1 -o %CPU | head -n 12\n"
            "         stop what it shows, or wait until it is done\n"
            "note     governor: the frequency governor is 'powersave': the clock rate follows the load\n"
            "         $ echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor\n"
            "unknown  smt: no SMT siblings are visible\n"
            "         the hypervisor may hide them\n"
            "good     cores, swap\n"
            "\n"
            "against itself  blocks   time  a block's spread  can be told\n"
            "compute             40  5.2 s            0.35 %       0.21 %\n"
            "memory               4  4.0 s                 ?            ∞\n"
            "\n"
            "canary: compute slowed down by 1 % was told after 16 blocks in 2.5 s: +1.02 % (+0.80 % to +1.25 %)\n"
            "\n"
            "In short: the gate works, but this spoils measurements here: load.\n");
}

TEST(Doctor, lists_what_is_good_on_demand) {
  TextOptions options;
  options.show_unchanged = true;
  const std::string text = render_doctor(sample::diagnosis(), options);
  EXPECT_NE(text.find("good     cores: 2 cores may be used\n"), std::string::npos) << text;
  EXPECT_NE(text.find("good     swap: there is no swap\n"), std::string::npos) << text;
}

TEST(Doctor, keeps_within_the_width_but_for_commands) {
  TextOptions options;
  options.width = 60;
  std::string text = render_doctor(sample::diagnosis(), options);
  while (!text.empty()) {
    const std::string line = text.substr(0, text.find('\n'));
    text.erase(0, line.size() + 1);
    EXPECT_TRUE(display_width(line) <= options.width || line.find("$ echo performance |") == 9) << line;
  }
}

TEST(Doctor, colours_the_states) {
  TextOptions options;
  options.colour = UseColour::yes;
  const std::string text = render_doctor(sample::diagnosis(), options);
  EXPECT_NE(text.find(coloured("bad", Colour::red, UseColour::yes) + "      load: "), std::string::npos) << text;
  EXPECT_NE(text.find(coloured("good", Colour::green, UseColour::yes) + "     cores, swap"), std::string::npos) << text;
}

TEST(Doctor, says_what_could_not_be_measured) {
  machine::Diagnosis diagnosis = sample::diagnosis();
  diagnosis.self_measurements[0].false_alarm = true;
  diagnosis.self_measurements[1].failure = "it crashed";
  diagnosis.canaries[0].failure = "it hung";
  diagnosis.canaries[0].proven = false;
  const std::string text = render_doctor(diagnosis, {});
  EXPECT_NE(text.find("compute: a change was proven, though there is none\n"), std::string::npos) << text;
  EXPECT_NE(text.find("memory: it crashed\n"), std::string::npos) << text;
  EXPECT_NE(text.find("canary: compute slowed down by 1 % could not be measured: it hung\n"), std::string::npos)
      << text;
}

TEST(Doctor, of_nothing_has_a_conclusion_all_the_same) {
  EXPECT_EQ(render_doctor({}, {}),
            "Cores of an unknown number of an unknown processor\n\n"
            "In short: nothing that was checked spoils measurements.\n");
}

TEST(Doctor, shows_no_hostile_bytes) {
  machine::Diagnosis diagnosis = sample::diagnosis();
  diagnosis.machine.cpu = "\x1b[31m";
  diagnosis.findings[0].message = "a\n::error::b\x07";
  const std::string text = render_doctor(diagnosis, {});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
}

}  // namespace
}  // namespace trackmeet::report
