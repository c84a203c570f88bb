// SPDX-License-Identifier: Apache-2.0
#include "nn/data/text_set.hpp"

#include <fmt/format.h>

#include "core/sha256.hpp"

namespace trackmeet::nn {

Result<TextSet> text_set(std::string name, std::string_view train, std::string_view test, const std::string& path) {
  TextSet set;
  set.name = std::move(name);
  set.hash = Sha256().add_number(train.size()).add(train).add(test).hex();
  set.train = Buffer<std::uint8_t>(train.size());
  set.test = Buffer<std::uint8_t>(test.size());
  if (auto tokens = tokenise(train, path, set.train.values()); !tokens) return passed_on(tokens);
  if (auto tokens = tokenise(test, path, set.test.values()); !tokens) return passed_on(tokens);
  return set;
}

Result<TextSet> split_text(std::string name, std::string_view text, const std::string& path) {
  const std::size_t cut = text.size() / 10 * 9;
  // Looked at as a whole first, so that an error tells the offset in the file.
  Buffer<std::uint8_t> tokens(text.size());
  if (auto all = tokenise(text, path, tokens.values()); !all) return passed_on(all);
  return text_set(std::move(name), text.substr(0, cut), text.substr(cut), path);
}

}  // namespace trackmeet::nn
