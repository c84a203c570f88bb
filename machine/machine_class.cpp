// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "machine/machine.hpp"
#include "machine/system_file.hpp"

namespace trackmeet::machine {
namespace {

constexpr std::size_t longest_class = 80;
constexpr std::size_t longest_architecture = 16;
constexpr std::size_t longest_os = 24;

/// ASCII only, whatever the locale.
std::string lowercase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// Of `text` only a-z, 0-9 and `_` are kept; runs of anything else become one `-`, none at the ends.
std::string slug(std::string_view text) {
  std::string result;
  for (const char c : lowercase(text)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    if (kept) {
      result += c;
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  if (result.ends_with('-')) result.pop_back();
  return result;
}

/// At most `limit` characters. What is cut leaves four hex digits of its FNV-1a hash, so that long names that differ
/// late stay apart.
std::string shortened(std::string text, std::size_t limit) {
  if (text.size() <= limit) return text;
  std::uint32_t hash = 2166136261U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  text.resize(limit - 5);
  if (text.ends_with('-')) text.pop_back();
  return fmt::format("{}-{:04x}", text, (hash ^ (hash >> 16U)) & 0xFFFFU);
}

std::string part(std::string_view text, std::size_t limit) {
  const std::string name = slug(text);
  return name.empty() ? "unknown" : shortened(name, limit);
}

void blank_out(std::string& text, std::string_view what) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at))
    text.replace(at, what.size(), 1, ' ');
}

/// `Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz` is `intel xeon platinum 8370c`.
std::string without_marketing(std::string_view cpu) {
  std::string text = lowercase(cpu);
  for (const char* mark : {"(r)", "(tm)", "(c)", "®", "™"}) blank_out(text, mark);
  text = text.substr(0, text.find('@'));
  text = text.substr(0, text.find(" with "));  // `with Radeon Graphics`
  std::string kept;
  for (const std::string_view word : words_of(text)) {
    if (word == "cpu" || word == "processor" || word == "apu" || word.ends_with("-core")) continue;
    kept += std::string(word) + " ";
  }
  return kept;
}

}  // namespace

std::string machine_class(const Machine& machine) {
  const std::string architecture = part(machine.architecture, longest_architecture);
  const std::string cores = machine.cores == 0 ? "unknown" : fmt::format("{}c", machine.cores);
  const std::string os = part(machine.os_id, longest_os);
  const std::size_t rest = longest_class - architecture.size() - cores.size() - os.size() - 3;
  return fmt::format("{}-{}-{}-{}", architecture, part(without_marketing(machine.cpu), rest), cores, os);
}

}  // namespace trackmeet::machine
