// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <functional>

#include "core/sha256.hpp"
#include "nn/data/csv.hpp"
#include "nn/data/data_home.hpp"
#include "nn/data/gzip.hpp"
#include "nn/data/idx.hpp"
#include "nn/data/load_images.hpp"
#include "nn/data/load_text.hpp"
#include "nn/data/raw.hpp"
#include "nn/data/safetensors.hpp"
#include "nn/data/scratch_folder_fixture.hpp"
#include "nn/data/word_source.hpp"

namespace trackmeet::nn {
namespace {

/// Sets a variable of the environment for as long as it lives.
class Variable {
public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    setenv(name, value.c_str(), 1);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { before_ ? setenv(name_, before_->c_str(), 1) : unsetenv(name_); }

private:
  const char* name_;
  std::optional<std::string> before_;
};

class Load : public ScratchFolder {
protected:
  const LabelledImages train_ = few_glyphs(40, 1), test_ = few_glyphs(30, 2);

  void write_idx(const std::string& folder) const {
    write(folder + "/train-images-idx3-ubyte.gz", gzip(format_idx_images(train_)));
    write(folder + "/train-labels-idx1-ubyte", format_idx_labels(train_));
    write(folder + "/t10k-images-idx3-ubyte", format_idx_images(test_));
    write(folder + "/t10k-labels-idx1-ubyte.gz", gzip(format_idx_labels(test_)));
  }
};

TEST_F(Load, reads_the_same_from_every_format) {
  write_idx("idx");
  write("csv/train.csv", format_csv(train_));
  write("csv/test.csv.gz", gzip(format_csv(test_)));
  write("raw/train.raw", format_raw(train_));
  write("raw/test.raw", format_raw(test_));
  write("st/train.safetensors", format_safetensors_images(train_));
  write("st/test.safetensors", format_safetensors_images(test_));
  for (const char* format : {"idx", "csv", "raw", "st"}) {
    const auto set = load_images((folder_ / format).string());
    ASSERT_TRUE(set) << to_text(set.error());
    EXPECT_EQ(set->hash, sha256(train_.hash + test_.hash)) << format;
    EXPECT_EQ(set->train.count, 40);
    EXPECT_EQ(set->test.count, 30);
  }
}

TEST_F(Load, refuses_folders_that_are_empty_incomplete_or_ambiguous) {
  EXPECT_EQ(message_of(load_images(folder_.string())), "there are no images in this folder");
  write("train.csv", format_csv(train_));
  EXPECT_EQ(message_of(load_images(folder_.string())), "the file is missing, plain and as test.csv.gz");
  write("train.raw", format_raw(train_));
  EXPECT_EQ(message_of(load_images(folder_.string())), "there are images in two formats, CSV and raw");
}

TEST_F(Load, makes_what_is_generated) {
  const auto images = load_images("glyphs", {.train = 50, .test = 20, .seed = 4});
  ASSERT_TRUE(images);
  EXPECT_EQ(images->hash, glyph_set(50, 20, 4).hash);
  const auto text = load_text("markov", {.train = 5000, .test = 3000, .seed = 4});
  ASSERT_TRUE(text);
  EXPECT_EQ(text->hash, markov_text(5000, 3000, 4).hash);
}

TEST_F(Load, tells_what_a_name_could_have_meant) {
  EXPECT_EQ(load_images("fasion-mnist").error().hint, "did you mean 'fashion-mnist'? (glyphs, fashion-mnist, mnist)");
  EXPECT_EQ(load_text("makrov").error().hint, "did you mean 'markov'? (markov, tinyshakespeare)");
  EXPECT_EQ(message_of(load_images("tinyshakespeare")),
            "'tinyshakespeare' is neither a data set of images nor a folder");
}

TEST_F(Load, looks_for_what_was_fetched_in_the_data_home) {
  const Variable home("TRACKMEET_DATA_HOME", folder_.string());
  const auto missing = load_images("mnist");
  ASSERT_FALSE(missing);
  EXPECT_EQ(to_text(missing.error()), (folder_ / "mnist").string() +
                                          ": error: the data set 'mnist' is not there\n"
                                          "  hint: fetch it: ./scripts/fetch-data mnist");
  write_idx("mnist");
  const std::string said = message_of(load_images("mnist"));
  EXPECT_TRUE(said.starts_with("what lies here is not 'mnist': its content has the hash")) << said;
}

TEST_F(Load, has_its_data_home_in_the_cache) {
  const Variable none("TRACKMEET_DATA_HOME", "");
  {
    const Variable cache("XDG_CACHE_HOME", "/c");
    EXPECT_EQ(data_home().value(), "/c/trackmeet/data");
  }
  const Variable cache("XDG_CACHE_HOME", "");
  const Variable home("HOME", "/h");
  EXPECT_EQ(data_home().value(), "/h/.cache/trackmeet/data");
}

TEST_F(Load, reads_a_text_from_file_and_folder) {
  const std::string text = WordSource(1).text(4000, 1);
  write("input.txt", text);
  write("packed.gz", gzip(text));
  const std::string hash = load_text(folder_.string()).value().hash;
  EXPECT_EQ(load_text((folder_ / "input.txt").string()).value().hash, hash);
  EXPECT_EQ(load_text((folder_ / "packed.gz").string()).value().hash, hash);
  EXPECT_EQ(message_of(load_text(write("short.txt", "too short").string())),
            "the text has 9 characters, too few to learn from");
}

/// The real files, where they are.
TEST_F(Load, knows_the_public_sets_by_their_content) {
  const char* shared = std::getenv("TRACKMEET_SHARED_DATA");
  if (shared == nullptr) GTEST_SKIP() << "TRACKMEET_SHARED_DATA is not set";
  const Variable home("TRACKMEET_DATA_HOME", shared);
  for (const char* name : {"fashion-mnist", "mnist"}) {
    const auto set = load_images(name);
    ASSERT_TRUE(set) << to_text(set.error());
    EXPECT_EQ(set->train.count, 60'000);
    EXPECT_EQ(set->test.count, 10'000);
    EXPECT_EQ(set->train.classes, 10);
    EXPECT_EQ(set->train.width, 28);
  }
  const auto text = load_text("tinyshakespeare");
  ASSERT_TRUE(text) << to_text(text.error());
  EXPECT_EQ(text->train.size() + text->test.size(), 1'115'394U);
}

}  // namespace
}  // namespace trackmeet::nn
