// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

/// How often each word, parted by blanks, stands in `text`: what this project is about.
std::map<std::string, std::size_t> count_words(std::string_view text);
