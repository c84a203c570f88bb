// SPDX-License-Identifier: Apache-2.0
#include "suites/support/data_sets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <numeric>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/random.hpp"
#include "core/spelling.hpp"
#include "nn/data/data_home.hpp"
#include "nn/data/gather.hpp"
#include "nn/data/glyphs.hpp"
#include "suites/support/chosen_data.hpp"
#include "suites/support/refusal.hpp"

namespace trackmeet::suites {
namespace {

namespace fs = std::filesystem;
using Kind = nn::KnownData::Kind;

[[noreturn]] void refuse(std::string message, std::string hint) {
  throw refusal({ErrorCode::usage, std::move(message), std::nullopt, std::move(hint)});
}

/// The choices that commas part, unless it is the path of something that has one in its name.
std::vector<std::string> choices(const std::string& chosen) {
  std::error_code ignored;
  if (chosen.empty()) return {};
  if (fs::exists(chosen, ignored)) return {chosen};
  std::vector<std::string> parts(1);
  for (const char character : chosen) {
    if (character == ',')
      parts.emplace_back();
    else
      parts.back() += character;
  }
  return parts;
}

bool names(Kind kind, std::string_view choice) {
  const std::vector<std::string> all = nn::names_of(kind);
  return std::ranges::find(all, choice) != all.end();
}

bool has_images(const fs::path& folder) {
  std::error_code ignored;
  return std::ranges::any_of(fs::directory_iterator(folder, ignored), [](const fs::directory_entry& entry) {
    return entry.path().filename().string().starts_with("train");
  });
}

bool is_of(Kind kind, const std::string& choice) {
  for (const Kind each : {Kind::images, Kind::text}) {
    if (names(each, choice)) return each == kind;
  }
  std::error_code ignored;
  if (!fs::exists(choice, ignored)) {
    std::vector<std::string> all = nn::names_of(Kind::images);
    const std::vector<std::string> texts = nn::names_of(Kind::text);
    all.insert(all.end(), texts.begin(), texts.end());
    refuse(fmt::format("--data: '{}' is neither a data set nor a file or folder", choice), did_you_mean(choice, all));
  }
  if (!fs::is_directory(choice, ignored)) return kind == Kind::text;
  const bool text = fs::exists(fs::path(choice) / "input.txt", ignored), images = has_images(choice);
  if (!text && !images) {
    refuse(fmt::format("--data: the folder '{}' has neither images nor a text", choice),
           "it is to have images (train-images-idx3-ubyte, train.safetensors, train.csv or train.raw), or input.txt");
  }
  return kind == Kind::text ? text : images;
}

/// What was chosen of that kind, if anything was.
std::optional<std::string> choice_of(Kind kind) {
  std::optional<std::string> found;
  for (const std::string& choice : choices(chosen_data())) {
    if (!is_of(kind, choice)) continue;
    if (found) {
      refuse(
          fmt::format("--data: '{}' and '{}' are both {}", *found, choice, kind == Kind::images ? "images" : "texts"),
          "choose one of each kind");
    }
    found = choice;
  }
  return found;
}

constexpr std::string_view generated(Kind kind) { return kind == Kind::images ? "glyphs" : "markov"; }
bool is_generated(Kind kind) { return choice_of(kind).value_or(std::string(generated(kind))) == generated(kind); }

template <typename Set, typename Counts>
const Set& loaded(Kind kind, const Counts& counts,
                  Result<Set> (*load)(std::string_view name_or_path, const Counts& counts)) {
  static std::map<std::string, Set> kept;
  const std::string name = choice_of(kind).value_or(std::string(generated(kind)));
  const std::string key =
      name == generated(kind) ? fmt::format("{} {} {}", counts.train, counts.test, counts.seed) : "chosen " + name;
  if (const auto found = kept.find(key); found != kept.end()) return found->second;
  auto set = load(name, counts);
  if (!set) throw refusal(set.error());
  return kept.emplace(key, std::move(*set)).first->second;
}

std::string label_of(std::string_view name, std::string_view hash) {
  return fmt::format("{} sha256:{}", name, hash.substr(0, 12));
}

constexpr nn::Index pixels = nn::glyph_side * nn::glyph_side, window = 64;

Samples samples_of(const nn::LabelledImages& images, nn::Index count, std::string label) {
  const auto size = static_cast<std::size_t>(count);
  Samples samples{nn::Tensor<float>({count, pixels}), std::vector<std::int32_t>(size), std::move(label)};
  std::vector<std::uint32_t> first(size);
  std::iota(first.begin(), first.end(), 0U);
  nn::gather(images, first, samples.rows, samples.labels);
  return samples;
}

}  // namespace

const nn::ImageSet& image_set(const nn::GlyphCounts& counts) { return loaded(Kind::images, counts, nn::load_images); }
const nn::TextSet& text_set(const nn::TextCounts& counts) { return loaded(Kind::text, counts, nn::load_text); }

std::string data_label(const nn::ImageSet& images) { return label_of(images.name, images.hash); }
std::string data_label(const nn::TextSet& text) { return label_of(text.name, text.hash); }

Samples image_samples(nn::Index count) {
  if (is_generated(Kind::images)) {
    const nn::LabelledImages few =
        nn::make_glyphs("glyphs", {.seed = stream_seed(nn::GlyphCounts{}.seed, 0), .first = 0, .count = count});
    return samples_of(few, count, label_of(few.name, few.hash));
  }
  const nn::ImageSet& set = image_set();
  const nn::LabelledImages& images = set.train;
  if (images.height != nn::glyph_side || images.width != nn::glyph_side || images.classes > nn::glyph_classes ||
      images.count < count) {
    refuse(fmt::format("--data: {} has {} images of {} x {} pixels and {} classes", set.name, images.count,
                       images.height, images.width, images.classes),
           fmt::format("choose one of at least {} images of 28 x 28 pixels and at most 10 classes", count));
  }
  return samples_of(images, count, data_label(set));
}

Samples text_samples(nn::Index texts) {
  const auto tokens = static_cast<std::size_t>(texts * window);
  const nn::TextSet& set = text_set({.train = tokens + 1, .test = 1, .seed = nn::TextCounts{}.seed});
  if (set.train.size() <= tokens) {
    refuse(fmt::format("--data: {} has {} characters to learn from", set.name, set.train.size()),
           fmt::format("choose a text of which {} are", tokens + 1));
  }
  Samples samples{nn::Tensor<float>({texts * window, 1}), std::vector<std::int32_t>(tokens), data_label(set)};
  std::ranges::copy(set.train.values().first(tokens), samples.rows.values().begin());
  std::ranges::copy(set.train.values().subspan(1, tokens), samples.labels.begin());
  return samples;
}

}  // namespace trackmeet::suites
