// SPDX-License-Identifier: Apache-2.0
#include "core/spelling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace trackmeet {

std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> before(to.size() + 1);
  std::vector<std::size_t> previous(to.size() + 1);
  std::vector<std::size_t> current(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replace = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      current[j] = std::min({replace, previous[j] + 1, current[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (swapped) current[j] = std::min(current[j], before[j - 2] + 1);
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[to.size()];
}

std::string closest(std::string_view word, std::span<const std::string> candidates) {
  constexpr std::size_t longest_word = 200;  // hostile input must not cost quadratic time
  if (word.size() > longest_word) return {};
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > longest_word) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  constexpr std::size_t shown = 10;
  std::string list;
  for (std::size_t i = 0; i < std::min(shown, candidates.size()); ++i) list += (i > 0 ? ", " : "") + candidates[i];
  if (candidates.size() > shown) list += fmt::format(", and {} more", candidates.size() - shown);
  const std::string near = closest(word, candidates);
  if (!near.empty()) return fmt::format("did you mean '{}'? ({})", near, list);
  return list.empty() ? "" : "one of: " + list;
}

}  // namespace trackmeet
