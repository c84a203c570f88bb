// SPDX-License-Identifier: Apache-2.0
#include "model/fields.hpp"

#include <fmt/format.h>

#include <cmath>
#include <unordered_set>

#include "core/spelling.hpp"
#include "model/json_text.hpp"

namespace trackmeet::model {

void Complaint::raise(std::uint32_t line, std::string message, std::string hint) {
  if (error_) return;
  error_ = Error{ErrorCode::input, std::move(message), SourcePos{source_, line, 0}, std::move(hint)};
}

Fields::Fields(const Json& object, std::string_view what, Complaint& complaint)
    : object_(object),
      what_(what),
      complaint_(complaint),
      more_read_(object.items.size() > in_bits ? object.items.size() - in_bits : 0, false) {}

const Json* Fields::any(std::string_view key, Need need) {
  const std::vector<Json>& items = object_.items;
  for (std::size_t step = 0; step < items.size(); ++step) {
    const std::size_t at = hint_ + step < items.size() ? hint_ + step : hint_ + step - items.size();
    if (items[at].key != key) continue;
    set_read(at);
    hint_ = at + 1 < items.size() ? at + 1 : 0;
    return &items[at];
  }
  if (need == Need::required) complaint_.raise(object_.line, fmt::format("{} has no '{}'", what_, key));
  return nullptr;
}

void Fields::complain_about_type(const Json& member, std::string_view wanted) {
  if (member.type == Json::Type::not_finite) {
    complaint_.raise(member.line, fmt::format("'{}' is {}, which is no finite number", member.key, member.text));
  } else {
    complaint_.raise(member.line, fmt::format("'{}' must be {}, not {}", member.key, wanted, type_name(member.type)));
  }
}

const Json* Fields::of_type(std::string_view key, Json::Type type, Need need) {
  const Json* member = any(key, need);
  if (member != nullptr && member->type != type) {
    complain_about_type(*member, type_name(type));
    return nullptr;
  }
  return member;
}

const Json* Fields::object(std::string_view key, Need need) { return of_type(key, Json::Type::object, need); }
const Json* Fields::list(std::string_view key, Need need) { return of_type(key, Json::Type::list, need); }

bool Fields::text(std::string_view key, std::string& into, Need need) {
  const Json* member = of_type(key, Json::Type::text, need);
  if (member == nullptr) return false;
  into = member->text;
  return true;
}

bool Fields::flag(std::string_view key, bool& into, Need need) {
  const Json* member = of_type(key, Json::Type::boolean, need);
  if (member == nullptr) return false;
  into = member->truth;
  return true;
}

bool Fields::natural(std::string_view key, std::uint64_t& into, Need need, std::uint64_t most) {
  const Json* member = any(key, need);
  if (member == nullptr) return false;
  constexpr double exact_up_to = 9007199254740992.0;  // 2^53: other languages write whole numbers as 1e3 or 1000.0
  const bool whole_real = member->type == Json::Type::real && member->real >= 0 && member->real <= exact_up_to &&
                          std::floor(member->real) == member->real;
  const std::uint64_t value = whole_real ? static_cast<std::uint64_t>(member->real) : member->whole;
  if (!member->is_number()) {
    complain_about_type(*member, "a whole number");
    return false;
  }
  if ((member->type != Json::Type::natural && !whole_real) || value > most) {
    complaint_.raise(member->line, fmt::format("'{}' must be a whole number from 0 to {}", member->key, most));
    return false;
  }
  into = value;
  return true;
}

bool Fields::natural(std::string_view key, std::optional<std::uint32_t>& into, Need need) {
  std::uint64_t value = 0;
  if (!natural(key, value, need, UINT32_MAX)) return false;
  into = static_cast<std::uint32_t>(value);
  return true;
}

bool Fields::time(std::string_view key, UtcTime& into, Need need) {
  const Json* member = of_type(key, Json::Type::text, need);
  if (member == nullptr) return false;
  const auto time = from_iso8601(member->text);
  if (!time) {
    complaint_.raise(member->line, fmt::format("'{}' is no time: '{}'", key, member->text.substr(0, 40)),
                     "write it in UTC, such as 2026-11-21T09:15:11Z");
    return false;
  }
  into = *time;
  return true;
}

bool Fields::texts(std::string_view key, std::vector<std::string>& into, Need need) {
  const Json* member = list(key, need);
  if (member == nullptr) return false;
  std::vector<std::string> texts;
  for (const Json& item : member->items) {
    if (item.type != Json::Type::text) {
      complaint_.raise(item.line,
                       fmt::format("'{}' must be a list of strings; it contains {}", key, type_name(item.type)));
      return false;
    }
    texts.emplace_back(item.text);
  }
  into = std::move(texts);
  return true;
}

void Fields::complain_about_word(std::string_view key, const std::string& given,
                                 const std::vector<std::string>& known) {
  const Json* member = object_.find(key);
  complaint_.raise(member == nullptr ? object_.line : member->line,
                   fmt::format("unknown {} '{}'", key, given.substr(0, 40)), did_you_mean(given, known));
}

void Fields::keep(std::string_view key, std::string json) {
  if (!json.empty()) kept_.emplace_back(key, std::move(json));
}

std::string Fields::unread() const {
  std::string out = "{";
  ObjectText object(out, ", ");
  std::unordered_set<std::string_view> written;  // of repeated keys, which foreign files have, the first is kept
  for (std::size_t i = 0; i < object_.items.size(); ++i) {
    const Json& member = object_.items[i];
    const bool is_first = !object_.has_repeated_key || written.insert(member.key).second;
    if (!was_read(i) && is_first) object.json(member.key, member);
  }
  for (const auto& [key, json] : kept_) {
    object.key(key);
    out += json;
  }
  return out.size() == 1 ? std::string{} : out + "}";
}

}  // namespace trackmeet::model
