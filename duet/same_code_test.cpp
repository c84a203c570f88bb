// SPDX-License-Identifier: Apache-2.0
#include "duet/same_code.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <functional>

namespace trackmeet::duet {
namespace {

using Answer = SameCode::Answer;
using Names = std::vector<std::string>;

constexpr const char* base_text = R"(
/somewhere/base:     file format elf64-x86-64

Disassembly of section .text:

0000000000001140 <_Z3hoti>:
    1140:	push   %rbx
    1141:	mov    0x2ec9(%rip),%rax        # 4010 <table>
    1148:	lea    0xec0(%rip),%rdi        # 200f <_IO_stdin_used+0xf>
    114f:	call   1030 <puts@plt>
    1154:	jne    1141 <_Z3hoti+0x1>
    1156:	call   1170 <_Z5otherv>
    115b:	ret
    115c:	nopl   0x0(%rax)

0000000000001170 <_Z5otherv>:
    1170:	mov    $0x2a,%eax
    1175:	ret
)";

/// The same code 0x100 farther, with padding of another kind.
constexpr const char* moved_text = R"(
0000000000001240 <_Z3hoti>:
    1240:	push   %rbx
    1241:	mov    0x3ec9(%rip),%rax        # 5110 <table>
    1248:	lea    0xdd0(%rip),%rdi        # 201f <_IO_stdin_used+0x1f>
    124f:	call   1060 <puts@plt>
    1254:	jne    1241 <_Z3hoti+0x1>
    1256:	call   1290 <_Z5otherv>
    125b:	ret
    125c:	data16 cs nopw 0x0(%rax,%rax,1)
    1267:	nop

0000000000001290 <_Z5otherv>:
    1290:	mov    $0x2b,%eax
    1295:	ret
)";

Disassembly parsed(const char* text) { return parse_disassembly(text, {"_Z3hoti", "_Z5otherv"}); }

TEST(NormalisedInstruction, does_not_depend_on_where_the_linker_put_things) {
  struct Case {
    const char* in;
    const char* want;
  };
  const Case cases[] = {
      {"push   %rbx", "push %rbx"},
      {"call   1030 <puts@plt>", "call <puts@plt>"},
      {"jmp    1145 <f+0xc>", "jmp <+0xc>"},
      {"call   1139 <f>", "call <f>"},
      {"jmp    2145 <f.cold+0xc>", "jmp <f.cold+0xc>"},
      {"mov    0x2ec9(%rip),%rax        # 4010 <table>", "mov (%rip),%rax # <table>"},
      {"mov    -0x2ec9(%rip),%rax        # 4010 <table>", "mov (%rip),%rax # <table>"},
      {"lea    0xec0(%rip),%rdi        # 200f <_IO_stdin_used+0xf>", "lea (%rip),%rdi"},
      {"vmovapd 0x40(%rip),%ymm0        # 2040", "vmovapd (%rip),%ymm0"},
      {"call   *0x2fe2(%rip)        # 3fc8 <free@GLIBC_2.2.5>", "call *(%rip) # <free@GLIBC_2.2.5>"},
      {"movl   $0x5,0x10(%rsp)", "movl $0x5,0x10(%rsp)"},
      {"mov    %fs:0x28,%rax", "mov %fs:0x28,%rax"},
      {"adrp\tx0, 11000 <__FRAME_END__+0x10>", "adrp x0, <>"},
      {"cbz\tw0, 7d0 <f+0x40>", "cbz w0, <+0x40>"},
      {"bl\t630 <puts@plt>", "bl <puts@plt>"},
      {"", ""},
      {"<", "<"},
      {"(bad)", "(bad)"},
      {"#  # <", "#"},
  };
  for (const Case& c : cases) EXPECT_EQ(normalised_instruction(c.in, "f"), c.want) << c.in;
}

TEST(Disassembly, has_the_wanted_functions_without_their_padding) {
  const Disassembly functions = parse_disassembly(base_text, {"_Z5otherv", "none"});
  ASSERT_EQ(functions.size(), 1U);
  EXPECT_EQ(functions.at("_Z5otherv"), Names{"mov $0x2a,%eax\nret\n"});
  EXPECT_EQ(parsed(moved_text).at("_Z3hoti"), parsed(base_text).at("_Z3hoti"));
}

TEST(Disassembly, finds_a_function_by_each_of_its_names) {
  const std::string table =
      "SYMBOL TABLE:\n0000000000001170 g     F .text\t0000000000000006              _Z5aliasv\n"
      "0000000000001170 l     F .text\t0000000000000006 .hidden _Z6hiddenv\n"
      "0000000000004010 g     O .data\t0000000000000006 table\n0000000000000000         *UND*\t0000 puts@GLIBC_2.2.5\n";
  const Disassembly functions = parse_disassembly(table + base_text, {"_Z5aliasv", "_Z6hiddenv", "_Z5otherv", "table"});
  EXPECT_EQ(functions.size(), 3U);
  EXPECT_EQ(functions.at("_Z5aliasv"), functions.at("_Z5otherv"));
  EXPECT_EQ(functions.at("_Z6hiddenv"), functions.at("_Z5otherv"));
}

TEST(CompareCode, tells_equal_functions_from_others) {
  const Disassembly base = parsed(base_text);
  const Disassembly moved = parsed(moved_text);
  EXPECT_EQ(compare_code(base, moved, {{"_Z3hoti", 0.9}}).answer, Answer::same);
  const SameCode both = compare_code(base, moved, {{"_Z3hoti", 0.9}, {"_Z5otherv", 0.1}});
  EXPECT_EQ(both.answer, Answer::differs);
  EXPECT_EQ(both.differing, Names{"_Z5otherv"});
}

TEST(CompareCode, takes_a_function_that_only_one_has_for_a_difference) {
  Disassembly base = parsed(base_text);
  base.erase("_Z3hoti");
  const SameCode code = compare_code(base, parsed(base_text), {{"_Z3hoti", 0.9}, {"_Z5otherv", 0.1}});
  EXPECT_EQ(code.answer, Answer::differs);
  EXPECT_EQ(code.missing, Names{"_Z3hoti"});
}

TEST(CompareCode, cannot_tell_without_functions) {
  EXPECT_NE(compare_code({}, {}, {{"f", 1}}).reason.find("stripping"), std::string::npos);
  EXPECT_NE(compare_code({}, {}, {}).reason.find("shared libraries"), std::string::npos);
  const Disassembly base = parsed(base_text);
  EXPECT_NE(compare_code(base, {}, {{"_Z3hoti", 1}}).reason.find("the head executable has none"), std::string::npos);
  const SameCode some = compare_code(base, base, {{"_Z3hoti", 0.9}, {"gone", 0.1}});
  EXPECT_EQ(some.answer, Answer::unknown);
  EXPECT_EQ(some.reason, "1 of 2 hot functions are not named in the executables");
}

TEST(CompareCode, compares_all_functions_of_one_name) {
  const char* two = "0000000000001140 <f>:\n    1140:\tret\n\n0000000000001150 <f>:\n    1150:\tleave\n";
  const char* exchanged = "0000000000001140 <f>:\n    1140:\tleave\n\n0000000000001150 <f>:\n    1150:\tret\n";
  const char* one = "0000000000001140 <f>:\n    1140:\tret\n";
  const auto read = [](const char* text) { return parse_disassembly(text, {"f"}); };
  EXPECT_EQ(compare_code(read(two), read(exchanged), {{"f", 1}}).answer, Answer::same);
  EXPECT_EQ(compare_code(read(two), read(one), {{"f", 1}}).answer, Answer::differs);
}

/// Answers `objdump` and `c++filt`.
class FakeTools final : public runner::Executor {
public:
  Result<ProcessOutcome> run(const Command& command) override {
    if (!is_there) return failure(ErrorCode::io, "cannot start it");
    ProcessOutcome outcome = ending;
    if (command.argv[0] == "c++filt") outcome.out = "other()\n";
    if (command.argv[0] == "objdump") outcome.out = command.argv.back() == "/base" ? base_text : moved_text;
    return outcome;
  }
  bool is_there = true;
  ProcessOutcome ending;
};

TEST(CompareHotCode, names_what_differs_as_people_write_it) {
  FakeTools tools;
  const auto code = compare_hot_code(tools, "/base", "/head", {{{"_Z3hoti", 0.8}, {"_Z5otherv", 0.1}}, 0.1});
  ASSERT_TRUE(code);
  EXPECT_EQ(code->answer, Answer::differs);
  EXPECT_EQ(code->differing, Names{"other()"});
}

TEST(CompareHotCode, says_why_it_cannot_tell_and_stops_when_interrupted) {
  const Profile profile{{{"_Z3hoti", 1}}, 0};
  FakeTools tools;
  tools.ending.exit_status = 1;
  tools.ending.err = "objdump: /base: file format not recognized\n";
  EXPECT_EQ(compare_hot_code(tools, "/base", "/head", profile)->reason,
            "objdump failed: objdump: /base: file format not recognized");
  tools.ending.end = ProcessEnd::interrupted;
  EXPECT_FALSE(compare_hot_code(tools, "/base", "/head", profile));
  tools.is_there = false;
  EXPECT_NE(compare_hot_code(tools, "/base", "/head", profile)->reason.find("binutils"), std::string::npos);
}

TEST(CompareHotCode, finds_this_very_program_to_be_the_same_as_itself) {
  const std::atomic<bool> stop = false;
  runner::ProcessExecutor executor(stop);
  if (!executor.run({.argv = {"objdump", "--version"}})) FAIL() << "there is no objdump, though compilers come with it";
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe");
  const auto code = compare_hot_code(executor, self, self, {{{"main", 1}}, 0});
  ASSERT_TRUE(code);
  EXPECT_EQ(code->answer, Answer::same) << code->reason;
}

}  // namespace
}  // namespace trackmeet::duet
