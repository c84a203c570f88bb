// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace trackmeet {

/// Edits (insert, delete, replace, swap of neighbours) that turn `from` into `to`: the restricted Damerau-Levenshtein
/// distance.
std::size_t edit_distance(std::string_view from, std::string_view to);

/// The candidate that `word` most likely meant, or an empty string when none is near enough (a third of its length).
/// Of equally near ones the first is taken.
std::string closest(std::string_view word, std::span<const std::string> candidates);

/// `did you mean 'nearest'? (all, of, them)`; without a near one just `one of: all, of, them`. Long lists are cut at
/// eight.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace trackmeet
