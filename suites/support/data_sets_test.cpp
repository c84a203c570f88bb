// SPDX-License-Identifier: Apache-2.0
#include "suites/support/data_sets.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>

#include "nn/data/glyphs.hpp"
#include "nn/data/raw.hpp"
#include "nn/data/scratch_folder_fixture.hpp"
#include "nn/data/word_source.hpp"
#include "suites/support/chosen_data.hpp"

namespace trackmeet::suites {
namespace {

class DataSets : public nn::ScratchFolder {
protected:
  void TearDown() override {
    choose_data("");
    nn::ScratchFolder::TearDown();
  }

  /// A folder with the images of both parts, of another seed than the default.
  std::string folder_with_images(const std::string& name) {
    for (const char* part : {"train", "test"}) write(name + "/" + part + ".raw", nn::format_raw(nn::few_glyphs(30)));
    return (folder_ / name).string();
  }
  std::string file_with_text(const std::string& name) { return write(name, nn::WordSource(7).text(3000, 7)).string(); }
};

constexpr nn::GlyphCounts few_images{.train = 40, .test = 20, .seed = 1};
constexpr nn::TextCounts short_text{.train = 3000, .test = 300, .seed = 1};

std::string refusal_of(const std::function<void()>& ask) {
  try {
    ask();
  } catch (const std::runtime_error& problem) {
    return problem.what();
  }
  return "no error";
}

TEST_F(DataSets, are_generated_with_as_many_samples_as_were_asked_for_and_kept) {
  EXPECT_EQ(image_set(few_images).train.count, 40);
  EXPECT_EQ(&image_set(few_images), &image_set(few_images));
  EXPECT_EQ(text_set(short_text).train.size(), 3000U);
  EXPECT_EQ(&text_set(short_text), &text_set(short_text));
  const std::string& hash = image_set(few_images).hash;
  EXPECT_EQ(data_label(image_set(few_images)), "glyphs sha256:" + hash.substr(0, 12));
  EXPECT_EQ(data_label(text_set(short_text)), "markov sha256:" + text_set(short_text).hash.substr(0, 12));
}

TEST_F(DataSets, are_what_was_chosen_and_a_choice_of_the_other_kind_leaves_them_generated) {
  const std::string images = folder_with_images("pictures"), text = file_with_text("text.txt");
  const std::string both = folder_with_images("both");
  file_with_text("both/input.txt");
  struct Case {
    const char* name;
    std::string chosen, images, text;
  };
  const Case cases[] = {
      {"nothing", "", "glyphs", "markov"},
      {"the generated images by name", "glyphs", "glyphs", "markov"},
      {"a folder with images", images, images, "markov"},
      {"a file", text, "glyphs", text},
      {"one of each", text + "," + images, images, text},
      {"a folder with both", both, both, both},
  };
  for (const Case& c : cases) {
    choose_data(c.chosen);
    EXPECT_EQ(image_set(few_images).name, c.images) << c.name;
    EXPECT_EQ(text_set(short_text).name, c.text) << c.name;
  }
}

TEST_F(DataSets, a_choice_that_cannot_be_is_refused_in_words) {
  std::filesystem::create_directories(folder_ / "empty");
  const std::string images = folder_with_images("pictures");
  write("broken/train.raw", "TMIMAGE1");
  struct Case {
    const char* name;
    std::string chosen, says;
  };
  const Case cases[] = {
      {"a name that is none", "fashion-mnit", "did you mean 'fashion-mnist'?"},
      {"nothing behind a comma", "glyphs,", "'' is neither a data set nor a file or folder"},
      {"an empty folder", (folder_ / "empty").string(), "has neither images nor a text"},
      {"two of a kind", "glyphs," + images, "are both images"},
      {"a file cut short", (folder_ / "broken").string(), "train.raw"},
  };
  for (const Case& c : cases) {
    choose_data(c.chosen);
    const std::string refusal = refusal_of([] { image_set(few_images); });
    EXPECT_NE(refusal.find(c.says), std::string::npos) << c.name << ": " << refusal;
  }
}

TEST_F(DataSets, image_samples_are_the_first_images_of_the_default_set) {
  const nn::LabelledImages& images = image_set(few_images).train;
  const Samples samples = image_samples(5);
  ASSERT_EQ(samples.rows.shape(), (nn::Shape{5, 784}));
  ASSERT_EQ(samples.labels.size(), 5U);
  for (std::size_t i = 0; i < 5 * 784; ++i) {
    ASSERT_FLOAT_EQ(samples.rows.values()[i], static_cast<float>(images.pixels[i]) / 255.0F) << i;
  }
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(samples.labels[i], images.labels[i]);
  EXPECT_TRUE(samples.label.starts_with("glyphs sha256:")) << samples.label;
}

TEST_F(DataSets, text_samples_are_windows_one_behind_the_other_and_the_tokens_after_each) {
  const auto text = text_set(short_text).train.values();
  const Samples samples = text_samples(3);
  ASSERT_EQ(samples.rows.shape(), (nn::Shape{3 * 64, 1}));
  ASSERT_EQ(samples.labels.size(), 3U * 64U);
  for (std::size_t i = 0; i < 3 * 64; ++i) {
    EXPECT_EQ(samples.rows.values()[i], static_cast<float>(text[i]));
    EXPECT_EQ(samples.labels[i], text[i + 1]);
  }
}

TEST_F(DataSets, samples_of_chosen_data_name_it_and_are_refused_where_they_do_not_fit) {
  choose_data(folder_with_images("pictures") + "," + file_with_text("text.txt"));
  EXPECT_EQ(image_samples(30).label, data_label(image_set()));
  EXPECT_EQ(text_samples(42).label, data_label(text_set()));
  EXPECT_NE(refusal_of([] { image_samples(31); }).find("at least 31 images"), std::string::npos);
  EXPECT_NE(refusal_of([] { text_samples(43); }).find("choose a text of which 2753 are"), std::string::npos);

  for (const char* part : {"train", "test"}) {
    nn::LabelledImages small = nn::blank_images("small", 4, 3, 5);
    small.labels[0] = 1;
    write(std::string("small/") + part + ".raw", nn::format_raw(small));
  }
  choose_data((folder_ / "small").string());
  EXPECT_NE(refusal_of([] { image_samples(1); }).find("4 images of 3 x 5 pixels"), std::string::npos);
}

}  // namespace
}  // namespace trackmeet::suites
