// SPDX-License-Identifier: Apache-2.0
#include "nn/data/load_images.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "core/spelling.hpp"
#include "nn/data/csv.hpp"
#include "nn/data/data_home.hpp"
#include "nn/data/glyphs.hpp"
#include "nn/data/idx.hpp"
#include "nn/data/raw.hpp"
#include "nn/data/safetensors.hpp"

namespace trackmeet::nn {
namespace {

using Path = std::filesystem::path;

/// The file, or else the same with `.gz`, or nothing.
std::optional<Path> plain_or_gzip(const Path& path) {
  std::error_code ignored;
  for (Path candidate : {path, Path(path.string() + ".gz")}) {
    if (std::filesystem::exists(candidate, ignored)) return candidate;
  }
  return std::nullopt;
}

/// How one format keeps one part: the files, without `.gz`, and what reads them.
struct Format {
  std::string_view name;
  std::array<std::vector<std::string>, 2> files;  ///< of the part to learn from and of the one to test with
  Result<LabelledImages> (*read)(std::string name, const std::vector<Path>& files);
};

const std::array<Format, 4>& formats() {
  static const std::array<Format, 4> all = {{
      {"IDX",
       {{{"train-images-idx3-ubyte", "train-labels-idx1-ubyte"}, {"t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"}}},
       [](std::string name, const std::vector<Path>& files) { return read_idx(std::move(name), files[0], files[1]); }},
      {"safetensors",
       {{{"train.safetensors"}, {"test.safetensors"}}},
       [](std::string name, const std::vector<Path>& files) {
         return read_safetensors_images(std::move(name), files[0]);
       }},
      {"CSV",
       {{{"train.csv"}, {"test.csv"}}},
       [](std::string name, const std::vector<Path>& files) { return read_csv(std::move(name), files[0]); }},
      {"raw",
       {{{"train.raw"}, {"test.raw"}}},
       [](std::string name, const std::vector<Path>& files) { return read_raw(std::move(name), files[0]); }},
  }};
  return all;
}

Result<LabelledImages> read_part(const Format& format, std::size_t part, std::string name, const Path& folder) {
  std::vector<Path> files;
  for (const std::string& file : format.files[part]) {
    const auto found = plain_or_gzip(folder / file);
    if (!found) {
      return failure(ErrorCode::io, fmt::format("the file is missing, plain and as {}.gz", file),
                     SourcePos{(folder / file).string()},
                     fmt::format("a folder with images in the {} format has both parts", format.name));
    }
    files.push_back(*found);
  }
  return format.read(std::move(name), files);
}

Result<ImageSet> load_folder(const std::string& name, const Path& folder) {
  const Format* chosen = nullptr;
  for (const Format& format : formats()) {
    if (!plain_or_gzip(folder / format.files[0][0])) continue;
    if (chosen != nullptr) {
      return failure(ErrorCode::input,
                     fmt::format("there are images in two formats, {} and {}", chosen->name, format.name),
                     SourcePos{folder.string()}, "leave one of them in the folder");
    }
    chosen = &format;
  }
  if (chosen == nullptr) {
    return failure(ErrorCode::input, "there are no images in this folder", SourcePos{folder.string()},
                   "it is to have train-images-idx3-ubyte, train.safetensors, train.csv or train.raw, plain or .gz");
  }
  auto train = read_part(*chosen, 0, name + " train", folder);
  if (!train) return passed_on(train);
  auto test = read_part(*chosen, 1, name + " test", folder);
  if (!test) return passed_on(test);
  auto set = pair_up(name, std::move(*train), std::move(*test));
  if (!set) set.error().where = SourcePos{folder.string()};
  return set;
}

}  // namespace

Result<ImageSet> load_images(std::string_view name_or_folder, const GlyphCounts& glyphs) {
  if (name_or_folder == "glyphs") return glyph_set(glyphs.train, glyphs.test, glyphs.seed);
  if (const KnownData* known = find_known(name_or_folder); known != nullptr && known->kind == KnownData::Kind::images) {
    auto folder = folder_of(*known);
    if (!folder) return passed_on(folder);
    auto set = load_folder(std::string(name_or_folder), *folder);
    if (!set) return set;
    if (auto right = expect_content(*known, set->hash, *folder); !right) return passed_on(right);
    return set;
  }
  const Path folder(name_or_folder);
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) {
    return failure(ErrorCode::usage, fmt::format("'{}' is neither a data set of images nor a folder", name_or_folder),
                   did_you_mean(name_or_folder, names_of(KnownData::Kind::images)));
  }
  return load_folder(std::string(name_or_folder), folder);
}

}  // namespace trackmeet::nn
