// SPDX-License-Identifier: Apache-2.0
#include "model/repeated_key.hpp"

#include <algorithm>
#include <functional>
#include <iterator>

namespace trackmeet::model {

/// Whether there may be one: two keys of a thousand million million have the same hash by chance.
bool RepeatedKeys::occur(const std::vector<Json>& members) {
  constexpr std::size_t few = 40;
  if (members.size() <= few) {
    for (std::size_t i = 1; i < members.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (members[i].key == members[j].key) return true;
    return false;
  }
  hashes_.clear();
  hashes_.reserve(members.size());
  for (const Json& member : members) hashes_.push_back(std::hash<std::string_view>{}(member.key));
  std::ranges::sort(hashes_);
  return std::ranges::adjacent_find(hashes_) != hashes_.end();
}

void RepeatedKeys::note(Json& object, JsonDocument& document) {
  if (!occur(object.items)) return;
  keys_.clear();
  for (const Json& member : object.items) keys_.emplace_back(member.key, member.line);
  std::ranges::sort(keys_);
  const auto found = std::ranges::adjacent_find(keys_, {}, &std::pair<std::string_view, std::uint32_t>::first);
  if (found == keys_.end()) return;
  object.has_repeated_key = true;
  object.text = found->first;
  if (!document.repeated_key) document.repeated_key = Flaw{std::next(found)->second, found->first};
}

}  // namespace trackmeet::model
