// SPDX-License-Identifier: Apache-2.0
#include "runner/journal.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "core/file.hpp"
#include "runner/fake_suite.hpp"

namespace trackmeet::runner {
namespace {

namespace fs = std::filesystem;

class JournalFile : public testing::Test {
protected:
  JournalFile() : path_(folder_.path() / ".journal" / "x.jsonl") {}
  std::string text() const { return read_file(path_).value_or("(none)"); }
  void write(const std::string& text) {
    fs::create_directories(path_.parent_path());
    std::ofstream(path_) << text;
  }
  TemporaryFolder folder_;
  fs::path path_;
};

TEST_F(JournalFile, keeps_its_lines_in_order) {
  {
    Result<Journal> journal = Journal::create(path_, "first");
    ASSERT_TRUE(journal) << to_text(journal.error());
    EXPECT_EQ(text(), "first\n");
    ASSERT_TRUE(journal->append("second"));
    EXPECT_EQ(text(), "first\nsecond\n");
  }
  Result<Journal> again = Journal::take_up(path_);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->lines(), (std::vector<std::string>{"first", "second"}));
  ASSERT_TRUE(again->append("third"));
  EXPECT_EQ(text(), "first\nsecond\nthird\n");
}

TEST_F(JournalFile, forgets_a_line_that_was_cut_short) {
  write("first\nsecond\nthi");
  Result<Journal> journal = Journal::take_up(path_);
  ASSERT_TRUE(journal);
  EXPECT_EQ(journal->lines(), (std::vector<std::string>{"first", "second"}));
  ASSERT_TRUE(journal->append("third"));
  EXPECT_EQ(text(), "first\nsecond\nthird\n");
}

TEST_F(JournalFile, forgets_the_zeros_of_a_power_loss) {
  write(std::string("first\nse\0\0\0\nthird\n", 18));
  Result<Journal> journal = Journal::take_up(path_);
  ASSERT_TRUE(journal);
  EXPECT_EQ(journal->lines(), std::vector<std::string>{"first"});
  EXPECT_EQ(text(), "first\n");
}

TEST_F(JournalFile, one_that_is_in_use_is_refused) {
  Result<Journal> mine = Journal::create(path_, "first");
  ASSERT_TRUE(mine);
  Result<Journal> other = Journal::take_up(path_);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::conflict);
  EXPECT_EQ(other.error().message, "another process is measuring this session");
}

TEST_F(JournalFile, an_existing_one_is_not_written_over) {
  write("first\n");
  EXPECT_FALSE(Journal::create(path_, "other"));
  EXPECT_EQ(text(), "first\n");
}

TEST_F(JournalFile, a_missing_or_empty_one_says_so) {
  EXPECT_EQ(Journal::take_up(path_).error().message, "there is no such journal");
  write("");
  EXPECT_EQ(Journal::take_up(path_).error().message, "the journal holds nothing: its session had not begun");
  write("torn");
  EXPECT_FALSE(Journal::take_up(path_));
}

TEST_F(JournalFile, is_gone_when_its_work_is_done) {
  Result<Journal> journal = Journal::create(path_, "first");
  ASSERT_TRUE(journal);
  journal->remove();
  EXPECT_FALSE(fs::exists(path_));
}

}  // namespace
}  // namespace trackmeet::runner
