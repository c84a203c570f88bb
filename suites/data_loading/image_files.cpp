// SPDX-License-Identifier: Apache-2.0
#include "suites/data_loading/image_files.hpp"

#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "core/file.hpp"
#include "nn/data/csv.hpp"
#include "nn/data/gzip.hpp"
#include "nn/data/idx.hpp"
#include "nn/data/raw.hpp"
#include "nn/data/safetensors.hpp"
#include "suites/support/page_cache.hpp"
#include "suites/support/refusal.hpp"

namespace trackmeet::suites::data_loading {
namespace {

template <typename T>
T value_or_throw(Result<T> result) {
  if (!result) throw refusal(result.error());
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::vector<std::string> contents(const nn::LabelledImages& images, Format format) {
  switch (format) {
    case Format::idx:
      return {nn::format_idx_images(images), nn::format_idx_labels(images)};
    case Format::idx_gzip:
      return {nn::gzip(nn::format_idx_images(images)), nn::gzip(nn::format_idx_labels(images))};
    case Format::csv:
      return {nn::format_csv(images)};
    case Format::safetensors:
      return {nn::format_safetensors_images(images)};
    case Format::raw:
      return {nn::format_raw(images)};
  }
  return {};
}

}  // namespace

ImageFiles::ImageFiles(const nn::LabelledImages& images, Format format) : format_(format) {
  for (const std::string& content : contents(images, format)) {
    files_.push_back(folder_.path() / ("file-" + std::to_string(files_.size())));
    value_or_throw(write_file_atomically(files_.back(), content));
  }
}

nn::LabelledImages ImageFiles::read() const {
  const auto& files = files_;
  switch (format_) {
    case Format::idx:
    case Format::idx_gzip:
      return value_or_throw(nn::read_idx("images", files[0], files[1]));
    case Format::csv:
      return value_or_throw(nn::read_csv("images", files[0]));
    case Format::safetensors:
      return value_or_throw(nn::read_safetensors_images("images", files[0]));
    case Format::raw:
      return value_or_throw(nn::read_raw("images", files[0]));
  }
  throw std::logic_error("a format without a reader");
}

double ImageFiles::bytes() const {
  double sum = 0;
  for (const auto& file : files_) sum += static_cast<double>(std::filesystem::file_size(file));
  return sum;
}

void ImageFiles::drop_from_page_cache() const {
  for (const auto& file : files_) value_or_throw(suites::drop_from_page_cache(file));
}

std::optional<Mismatch> ImageFiles::check_in_page_cache() const {
  for (const auto& file : files_) {
    CachedPages pages = value_or_throw(cached_pages(file));
    if (pages.in_memory != pages.all) {
      value_or_throw(read_file(file));
      pages = value_or_throw(cached_pages(file));
    }
    if (pages.in_memory != pages.all) {
      return Mismatch{"pages in the page cache", static_cast<double>(pages.all), static_cast<double>(pages.in_memory)};
    }
  }
  return std::nullopt;
}

}  // namespace trackmeet::suites::data_loading
