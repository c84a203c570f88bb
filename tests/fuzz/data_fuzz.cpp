// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes of a data file are, reading them yields images, tensors or an error, and what was read can be
// written and read again.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "nn/data/csv.hpp"
#include "nn/data/gzip.hpp"
#include "nn/data/idx.hpp"
#include "nn/data/raw.hpp"
#include "nn/data/safetensors.hpp"
#include "tests/fuzz/cpu_budget.hpp"

namespace {

using namespace trackmeet;

void insist(bool holds) {
  if (!holds) std::abort();
}

void read_idx_array(std::string_view bytes) {
  for (const std::size_t dimensions : {1U, 2U, 3U}) {
    const auto array = nn::parse_idx(bytes, "fuzz", dimensions);
    if (array) insist(nn::format_idx(array->shape, array->values) == bytes);
  }
}

void read_tables(std::string_view bytes) {
  if (const auto images = nn::parse_csv("fuzz", bytes, "fuzz")) {
    const auto again = nn::parse_csv("again", nn::format_csv(*images), "again");
    insist(again && again->hash == images->hash);
  }
  if (const auto images = nn::parse_raw("fuzz", bytes, "fuzz")) insist(nn::format_raw(*images) == bytes);
}

void read_tensors(std::string_view bytes) {
  const auto file = nn::parse_safetensors(bytes, "fuzz");
  if (!file) return;
  const std::string written = nn::format_safetensors(file->tensors, file->metadata);
  const auto again = nn::parse_safetensors(written, "again");
  insist(again && nn::format_safetensors(again->tensors, again->metadata) == written);
  insist(again->metadata == file->metadata && again->tensors.size() == file->tensors.size());
  for (const nn::StoredTensor& tensor : file->tensors) {
    const nn::StoredTensor* same = again->find(tensor.name);
    insist(same != nullptr && same->shape == tensor.shape && std::ranges::equal(same->bytes, tensor.bytes));
  }
}

void read_gzip(std::string_view bytes) {
  constexpr std::size_t limit = 100'000;
  if (const auto content = nn::gunzip(bytes, "fuzz", limit)) {
    insist(content->size() <= limit && nn::gunzip(nn::gzip(*content), "again").value() == *content);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const trackmeet::CpuBudget budget;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_idx_array(bytes);
  read_tables(bytes);
  read_tensors(bytes);
  read_gzip(bytes);
  return 0;
}
