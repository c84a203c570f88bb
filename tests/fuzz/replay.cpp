// SPDX-License-Identifier: Apache-2.0
// Feeds files, and all files of folders, to a fuzzer's entry: what fuzzing found once must stay harmless.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>

#include "core/file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

/// Whether the file could be read.
bool replay(const std::filesystem::path& path) {
  const auto text = trackmeet::read_file(path);
  if (!text) {
    std::fprintf(stderr, "%s\n", to_text(text.error()).c_str());
    return false;
  }
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text->data()), text->size());
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  std::size_t replayed = 0;
  for (int i = 1; i < count; ++i) {
    const std::filesystem::path path(arguments[i]);
    if (!std::filesystem::is_directory(path)) {
      if (!replay(path)) return 1;
      ++replayed;
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      if (!entry.is_regular_file()) continue;
      if (!replay(entry.path())) return 1;
      ++replayed;
    }
  }
  std::printf("%zu files replayed\n", replayed);
  return replayed == 0 ? 1 : 0;
}
