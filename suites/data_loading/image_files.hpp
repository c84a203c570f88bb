// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "nn/data/labelled_images.hpp"
#include "suites/support/check.hpp"
#include "suites/support/scratch_folder.hpp"

namespace trackmeet::suites::data_loading {

enum class Format { idx, idx_gzip, csv, safetensors, raw };

/// Images in files of one format, in a temporary folder. Whatever goes wrong is a std::runtime_error.
class ImageFiles {
public:
  ImageFiles(const nn::LabelledImages& images, Format format);

  /// Decodes them, from the file's bytes to pixels, labels and their hash.
  nn::LabelledImages read() const;
  double bytes() const;

  void drop_from_page_cache() const;
  /// Nothing if the files lie in the page cache with every page. What a system has taken back that gives its memory to
  /// others is read once more first.
  std::optional<Mismatch> check_in_page_cache() const;

private:
  ScratchFolder folder_;
  Format format_;
  std::vector<std::filesystem::path> files_;
};

}  // namespace trackmeet::suites::data_loading
