// SPDX-License-Identifier: Apache-2.0
#include "duet/build_slot.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/file.hpp"

namespace trackmeet::duet {
namespace {

using State = SlotRecord::State;

constexpr std::string_view first_line = "trackmeet.slot/1";
constexpr std::array<std::pair<State, std::string_view>, 3> states = {
    {{State::building, "building"}, {State::ready, "ready"}, {State::failed, "failed"}}};

/// Takes the line `key value` from the front of `text`; false if it is not there.
bool take_line(std::string_view& text, std::string_view key, std::string_view& value) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || !text.starts_with(key) || end <= key.size() || text[key.size()] != ' ')
    return false;
  value = text.substr(key.size() + 1, end - key.size() - 1);
  text.remove_prefix(end + 1);
  return true;
}

}  // namespace

SlotRecord BuildSlot::read() const {
  std::error_code ignored;
  const Result<std::string> content = read_file(record_path(), 4096);
  if (!content || !std::filesystem::is_directory(folder, ignored) || !content->starts_with(first_line)) return {};
  std::string_view text = std::string_view(*content).substr(first_line.size());
  if (!text.starts_with('\n')) return {};
  text.remove_prefix(1);
  std::string_view state;
  std::string_view tree;
  std::string_view recipe;
  std::string_view used;
  SlotRecord record;
  if (!take_line(text, "state", state) || !take_line(text, "tree", tree) || !take_line(text, "recipe", recipe) ||
      !take_line(text, "used", used) ||
      std::from_chars(used.data(), used.data() + used.size(), record.used_s).ec != std::errc())
    return {};
  for (const auto& [known, name] : states)
    if (state == name) record.state = known;
  record.tree = tree;
  record.recipe = recipe;
  return record;
}

Result<void> BuildSlot::write(const SlotRecord& record) const {
  std::string_view state = "empty";
  for (const auto& [known, name] : states)
    if (record.state == known) state = name;
  return write_file_atomically(record_path(), fmt::format("{}\nstate {}\ntree {}\nrecipe {}\nused {}\n", first_line,
                                                          state, record.tree, record.recipe, record.used_s));
}

BuildSlot slot_at(const std::filesystem::path& cache, std::size_t index) {
  return {cache / fmt::format("slot-{}", index)};
}

}  // namespace trackmeet::duet
