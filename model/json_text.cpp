// SPDX-License-Identifier: Apache-2.0
#include "model/json_text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "model/decimal.hpp"

namespace trackmeet::model {

void append_string(std::string& out, std::string_view text) {
  const auto is_plain = [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; };
  if (std::ranges::all_of(text, is_plain)) {
    out.append("\"").append(text).append("\"");
    return;
  }
  out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void append_json(std::string& out, const Json& value) {
  switch (value.type) {
    case Json::Type::null:
    case Json::Type::not_finite:
      out += "null";
      return;
    case Json::Type::boolean:
      out += value.truth ? "true" : "false";
      return;
    case Json::Type::negative:
      out += '-';
      [[fallthrough]];
    case Json::Type::natural:
      out += std::to_string(value.whole);
      return;
    case Json::Type::real:
      out += write_decimal(value.real);
      return;
    case Json::Type::text:
      append_string(out, value.text);
      return;
    case Json::Type::list:
      out += '[';
      for (const Json& item : value.items) {
        if (&item != &value.items.front()) out += ", ";
        append_json(out, item);
      }
      out += ']';
      return;
    case Json::Type::object: {
      out += '{';
      ObjectText object(out, ", ");
      std::unordered_set<std::string_view> written;
      for (const Json& item : value.items) {
        if (!value.has_repeated_key || written.insert(item.key).second) object.json(item.key, item);
      }
      out += '}';
      return;
    }
  }
}

void ObjectText::key(std::string_view name) {
  if (!first_) out_ += separator_;
  first_ = false;
  append_string(out_, name);
  out_ += ": ";
}

void ObjectText::text(std::string_view name, std::string_view value) {
  key(name);
  append_string(out_, value);
}

void ObjectText::natural(std::string_view name, std::uint64_t value) {
  key(name);
  out_ += std::to_string(value);
}

void ObjectText::flag(std::string_view name, bool value) {
  key(name);
  out_ += value ? "true" : "false";
}

void ObjectText::json(std::string_view name, const Json& value) {
  key(name);
  append_json(out_, value);
}

void append_strings(std::string& out, const std::vector<std::string>& texts) {
  out += '[';
  for (const std::string& text : texts) {
    if (&text != &texts.front()) out += ", ";
    append_string(out, text);
  }
  out += ']';
}

void append_rest(ObjectText& object, const Json* extra, std::initializer_list<std::string_view> taken) {
  if (extra == nullptr) return;
  for (const Json& member : extra->items) {
    if (std::ranges::find(taken, member.key) == taken.end()) object.json(member.key, member);
  }
}

}  // namespace trackmeet::model
