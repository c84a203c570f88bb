// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>

#include "suites/data_loading/batch_times.hpp"
#include "suites/data_loading/image_check.hpp"
#include "suites/data_loading/image_files.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/support/data_sets.hpp"

namespace trackmeet::suites::data_loading {
namespace {

enum class UpTo { first_batch, end_of_epoch };

/// From IDX files to shuffled batches of 64, all that a training does before it can begin: reading, decoding, the
/// content's hash, the loader's memory, the first batch; or on to the end of the epoch. `Base` is `Work` or
/// `PreparedWork`.
template <typename Base>
struct Beginning : Base {
  explicit Beginning(UpTo end) : up_to(end), set(images_to_load(for_files)), files(set.train, Format::idx) {}

  void run() override {
    const auto begin = Clock::now();
    loader.reset();
    images = files.read();
    loader = std::make_unique<nn::ImageLoader>(images, loading);
    loader->start(0);
    given = loader->next()->count();
    first_batches.add(seconds_between(begin, Clock::now()));
    if (up_to == UpTo::first_batch) return;
    while (const nn::ImageBatch* batch = loader->next()) given += batch->count();
  }
  std::optional<Mismatch> check() const override {
    if (auto wrong = compare_images(images, set.train)) return wrong;
    const nn::Index expected = up_to == UpTo::first_batch ? std::min(loading.batch, set.train.count) : set.train.count;
    if (given != expected) return Mismatch{"images given", static_cast<double>(expected), static_cast<double>(given)};
    return check_epoch(*loader, set.train, loading, 0);
  }
  /// The file once, and each pixel and label of the batches once.
  Cost cost() const override {
    const auto images_given = static_cast<double>(given);
    return {.bytes = files.bytes() + images_given * 4 * static_cast<double>(set.train.area() + 1),
            .items = images_given};
  }
  void timing_begins() override { first_batches.clear(); }
  std::vector<Counter> counters() const override { return {{"time_to_first_batch", first_batches.median()}}; }
  std::string label() const override { return data_label(set); }

  static constexpr nn::ImageLoading loading{.batch = 64, .sampling = {}, .augmentation = {}, .workers = 0, .ahead = 0};
  UpTo up_to;
  const nn::ImageSet& set;
  ImageFiles files;
  nn::LabelledImages images;
  std::unique_ptr<nn::ImageLoader> loader;
  nn::Index given = 0;
  BatchTimes first_batches;
};

struct BeginningWarm final : Beginning<Work> {
  using Beginning::Beginning;
  std::optional<Mismatch> check() const override {
    if (auto wrong = Beginning::check()) return wrong;
    return files.check_in_page_cache();
  }
};

struct BeginningCold final : Beginning<PreparedWork> {
  using Beginning::Beginning;
  void before_run() override { files.drop_from_page_cache(); }
};

const Benchmark<BeginningWarm> first_warm{"first_batch_from_idx_warm", UpTo::first_batch},
    epoch_warm{"epoch_from_idx_warm", UpTo::end_of_epoch};
const Benchmark<BeginningCold> first_cold{"first_batch_from_idx_cold", UpTo::first_batch},
    epoch_cold{full, "epoch_from_idx_cold", UpTo::end_of_epoch};

}  // namespace
}  // namespace trackmeet::suites::data_loading
