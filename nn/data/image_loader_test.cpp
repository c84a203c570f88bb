// SPDX-License-Identifier: Apache-2.0
#include "nn/data/image_loader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "nn/data/glyphs.hpp"

namespace trackmeet::nn {
namespace {

LabelledImages some_images(Index count) { return make_glyphs("some", {.seed = 3, .first = 0, .count = count}); }

struct Seen {
  std::vector<float> pixels;
  std::vector<std::int32_t> labels;
  std::vector<Index> counts;
  bool operator==(const Seen&) const = default;
};

Seen epoch_of(ImageLoader& loader, Index epoch) {
  loader.start(epoch);
  Seen seen;
  while (const ImageBatch* batch = loader.next()) {
    seen.pixels.insert(seen.pixels.end(), batch->images().values().begin(), batch->images().values().end());
    seen.labels.insert(seen.labels.end(), batch->labels().begin(), batch->labels().end());
    seen.counts.push_back(batch->count());
  }
  return seen;
}

TEST(ImageLoader, yields_the_pixels_over_255_and_the_labels) {
  const LabelledImages images = some_images(10);
  ImageLoader loader(images, {.batch = 4, .sampling = {.order = Sampling::Order::sequential, .seed = 1, .buffer = 1}});
  const Seen seen = epoch_of(loader, 0);
  EXPECT_EQ(seen.counts, (std::vector<Index>{4, 4, 2}));
  EXPECT_EQ(loader.batches(), 3);
  ASSERT_EQ(seen.pixels.size(), images.pixels.size());
  for (std::size_t i = 0; i < seen.pixels.size(); ++i) {
    ASSERT_NEAR(seen.pixels[i], images.pixels[i] / 255.0, 1e-7) << i;
  }
  EXPECT_TRUE(std::ranges::equal(seen.labels, images.labels.values()));
}

TEST(ImageLoader, tells_which_images_a_batch_is_made_of) {
  const LabelledImages images = some_images(50);
  ImageLoader loader(images, {.batch = 16});
  while (const ImageBatch* batch = loader.next()) {
    for (Index i = 0; i < batch->count(); ++i) {
      const std::uint32_t row = batch->rows()[static_cast<std::size_t>(i)];
      EXPECT_EQ(batch->labels()[static_cast<std::size_t>(i)], images.labels[row]);
      EXPECT_NEAR(batch->images()(i, 400), images.image(row)[400] / 255.0, 1e-7);
    }
  }
}

TEST(ImageLoader, yields_the_same_whatever_the_number_of_workers) {
  const LabelledImages images = some_images(333);
  const Augmentation augmented{.shift = 2, .flip = true, .noise = 9, .seed = 4};
  for (const Augmentation& augmentation : {Augmentation{}, augmented}) {
    ImageLoader alone(images, {.batch = 16, .augmentation = augmentation});
    const Seen first = epoch_of(alone, 0), second = epoch_of(alone, 1);
    EXPECT_NE(first, second);
    for (const int workers : {1, 2, 3}) {
      for (const Index ahead : {1, 5}) {
        ImageLoader loader(images, {.batch = 16, .augmentation = augmentation, .workers = workers, .ahead = ahead});
        EXPECT_EQ(epoch_of(loader, 0), first) << workers << " workers";
        EXPECT_EQ(epoch_of(loader, 1), second) << workers << " workers";
        EXPECT_EQ(loader.next(), nullptr);
      }
    }
  }
}

TEST(ImageLoader, can_be_left_and_begun_again_in_the_middle_of_an_epoch) {
  const LabelledImages images = some_images(100);
  for (const int workers : {0, 1, 2}) {
    ImageLoader loader(images, {.batch = 8, .workers = workers});
    const Seen whole = epoch_of(loader, 0);
    for (int given = 0; given < 6; ++given) {
      loader.start(7);
      for (int i = 0; i < given; ++i) ASSERT_NE(loader.next(), nullptr);
      EXPECT_EQ(epoch_of(loader, 0), whole);
    }
    loader.start(1);
    loader.next();  // and is destroyed with a batch in hand and others under way
  }
}

}  // namespace
}  // namespace trackmeet::nn
