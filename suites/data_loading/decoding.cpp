// SPDX-License-Identifier: Apache-2.0
#include "suites/data_loading/image_check.hpp"
#include "suites/data_loading/image_files.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/support/data_sets.hpp"

namespace trackmeet::suites::data_loading {
namespace {

/// From a file to images in memory, as a program does that begins: reading, decoding, the content's hash. `Base` is
/// `Work` or `PreparedWork`.
template <typename Base>
struct Decode : Base {
  explicit Decode(Format format) : set(images_to_load(for_files)), files(set.train, format) {}

  void run() override { decoded = files.read(); }
  std::optional<Mismatch> check() const override { return compare_images(decoded, set.train); }
  /// The file, and each pixel and label once.
  Cost cost() const override {
    const auto images = static_cast<double>(set.train.count);
    return {.bytes = files.bytes() + images * static_cast<double>(set.train.area() + 1), .items = images};
  }
  std::string label() const override { return data_label(set); }

  const nn::ImageSet& set;
  ImageFiles files;
  nn::LabelledImages decoded;
};

struct DecodeWarm final : Decode<Work> {
  using Decode::Decode;
  std::optional<Mismatch> check() const override {
    if (auto wrong = Decode::check()) return wrong;
    return files.check_in_page_cache();
  }
};

struct DecodeCold final : Decode<PreparedWork> {
  using Decode::Decode;
  void before_run() override { files.drop_from_page_cache(); }
};

const Benchmark<DecodeWarm> idx_warm{"decode_idx_warm", Format::idx},
    idx_gzip_warm{"decode_idx_gzip_warm", Format::idx_gzip}, csv_warm{"decode_csv_warm", Format::csv},
    safetensors_warm{"decode_safetensors_warm", Format::safetensors}, raw_warm{"decode_raw_warm", Format::raw};
const Benchmark<DecodeCold> idx_cold{"decode_idx_cold", Format::idx},
    idx_gzip_cold{"decode_idx_gzip_cold", Format::idx_gzip}, csv_cold{full, "decode_csv_cold", Format::csv},
    safetensors_cold{full, "decode_safetensors_cold", Format::safetensors},
    raw_cold{full, "decode_raw_cold", Format::raw};

}  // namespace
}  // namespace trackmeet::suites::data_loading
