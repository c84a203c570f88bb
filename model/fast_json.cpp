// SPDX-License-Identifier: Apache-2.0
#include "model/fast_json.hpp"

#include <simdjson.h>

#include <cstring>
#include <optional>

#include "model/decimal.hpp"
#include "model/json_blanks.hpp"
#include "model/not_finite.hpp"
#include "model/repeated_key.hpp"

namespace trackmeet::model {
namespace {

namespace ondemand = simdjson::ondemand;

}  // namespace

/// simdjson wants a text with room behind it, so that it works on a copy; what stands at a place of the copy stands at
/// the same place of the text.
class FastJson::Parser {
public:
  bool parse(std::string_view text, std::uint32_t first_line, JsonDocument& document) {
    if (text.size() > most_bytes) return false;
    text_ = text;
    document_ = &document;
    line_ = first_line;
    copy_.resize(text.size() + simdjson::SIMDJSON_PADDING);
    std::memcpy(copy_.data(), text.data(), text.size());
    std::memset(copy_.data() + text.size(), ' ', simdjson::SIMDJSON_PADDING);
    counted_ = copy_.data();
    ondemand::document source;
    if (parser_.iterate(copy_.data(), text.size(), copy_.size()).get(source) != simdjson::SUCCESS) return false;
    ondemand::value value;
    if (source.get_value().get(value) != simdjson::SUCCESS) return false;  // gives up on a mere number or string
    return take(value, document.root, 0) && source.current_location().error() == simdjson::OUT_OF_BOUNDS;  // at its end
  }

private:
  static constexpr std::size_t most_bytes = std::size_t{1} << 30U;

  /// The line of a place in the copy; places come in their order.
  std::uint32_t line_at(const char* place) {
    for (; counted_ < place; ++counted_) line_ += *counted_ == '\n' ? 1 : 0;
    return line_;
  }

  /// The same characters in the text.
  std::string_view in_text(std::string_view in_copy) const {
    return text_.substr(static_cast<std::size_t>(in_copy.data() - copy_.data()), in_copy.size());
  }

  bool take(ondemand::value& value, Json& into, std::size_t depth) {
    const std::string_view token = without_last_blanks(value.raw_json_token());
    into.line = line_at(token.data());
    if (may_be_not_finite(token) && length_of_not_finite(token) == token.size()) return take_not_finite(token, into);
    ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS) return false;
    switch (type) {
      case ondemand::json_type::object:
        return take_object(value, into, depth);
      case ondemand::json_type::array:
        return take_list(value, into, depth);
      case ondemand::json_type::number:
        return take_number(value, token, into);
      case ondemand::json_type::string:
        return take_text(value, token, into);
      case ondemand::json_type::boolean:
        into.type = Json::Type::boolean;
        return value.get_bool().get(into.truth) == simdjson::SUCCESS;
      case ondemand::json_type::null: {
        bool is_null = false;
        into.type = Json::Type::null;
        return value.is_null().get(is_null) == simdjson::SUCCESS && is_null;
      }
    }
    return false;
  }

  bool take_object(ondemand::value& value, Json& into, std::size_t depth) {
    into.type = Json::Type::object;
    ondemand::object object;
    if (depth >= deepest_json || value.get_object().get(object) != simdjson::SUCCESS) return false;
    for (auto member : object) {
      ondemand::field field;
      if (std::move(member).get(field) != simdjson::SUCCESS) return false;
      std::string_view key;
      if (!take_key(field, key)) return false;
      Json& item = into.items.emplace_back();
      item.key = key;
      if (!take(field.value(), item, depth + 1)) return false;
    }
    repeated_keys_.note(into, *document_);
    return true;
  }

  bool take_list(ondemand::value& value, Json& into, std::size_t depth) {
    into.type = Json::Type::list;
    ondemand::array list;
    if (depth >= deepest_json || value.get_array().get(list) != simdjson::SUCCESS) return false;
    for (auto element : list) {
      ondemand::value item;
      // NOLINTNEXTLINE(performance-move-const-arg): get() takes an rvalue
      if (std::move(element).get(item) != simdjson::SUCCESS || !take(item, into.items.emplace_back(), depth + 1))
        return false;
    }
    return true;
  }

  bool take_key(ondemand::field& field, std::string_view& key) {
    const char* begin = field.key().raw();
    const std::string_view rest(begin, static_cast<std::size_t>(copy_.data() + text_.size() - begin));
    const std::string_view spelled = rest.substr(0, rest.find('"'));
    if (spelled.find('\\') == std::string_view::npos) {
      key = in_text(spelled);
      return true;
    }
    std::string_view unescaped;
    if (field.unescaped_key().get(unescaped) != simdjson::SUCCESS) return false;
    key = document_->store.emplace_back(unescaped);
    return true;
  }

  bool take_text(ondemand::value& value, std::string_view token, Json& into) {
    into.type = Json::Type::text;
    std::string_view unescaped;
    if (value.get_string().get(unescaped) != simdjson::SUCCESS) return false;
    if (unescaped.size() + 2 == token.size())
      into.text = in_text(token.substr(1, unescaped.size()));
    else
      into.text = document_->store.emplace_back(unescaped);
    return true;
  }

  bool take_number(ondemand::value& value, std::string_view token, Json& into) {
    ondemand::number number;
    if (value.get_number().get(number) != simdjson::SUCCESS) return is_too_large(token) && take_not_finite(token, into);
    switch (number.get_number_type()) {
      case ondemand::number_type::unsigned_integer:
        into.type = Json::Type::natural;
        into.whole = number.get_uint64();
        into.real = static_cast<double>(into.whole);
        return true;
      case ondemand::number_type::signed_integer: {
        const std::int64_t whole = number.get_int64();
        into.type = whole < 0 ? Json::Type::negative : Json::Type::natural;
        into.whole = whole < 0 ? 0 - static_cast<std::uint64_t>(whole) : static_cast<std::uint64_t>(whole);
        into.real = static_cast<double>(whole);
        return true;
      }
      case ondemand::number_type::floating_point_number: {
        // simdjson 3.0 takes some numbers of more than 19 digits for 0, so that the value is not its.
        const std::optional<double> real = read_decimal(token, 0);
        if (!real) return take_not_finite(token, into);
        into.type = Json::Type::real;
        into.real = *real;
        into.text = in_text(token);
        return true;
      }
    }
    return false;
  }

  static bool may_be_not_finite(std::string_view token) {
    const char c = token.empty() ? '\0' : token.front();
    return c == 'N' || c == 'n' || c == 'I' || c == 'i' || c == '-';
  }

  /// simdjson passes over what it was not asked for.
  bool take_not_finite(std::string_view token, Json& into) {
    into.type = Json::Type::not_finite;
    into.text = in_text(token);
    if (!document_->not_finite) document_->not_finite = Flaw{into.line, into.text};
    return true;
  }

  ondemand::parser parser_;
  std::string copy_;
  std::string_view text_;
  JsonDocument* document_ = nullptr;  ///< that is filled
  const char* counted_ = nullptr;     ///< up to where the line breaks of the copy were counted
  std::uint32_t line_ = 1;
  RepeatedKeys repeated_keys_;
};

FastJson::FastJson() : parser_(std::make_unique<Parser>()) {}
FastJson::~FastJson() = default;
FastJson::FastJson(FastJson&&) noexcept = default;
FastJson& FastJson::operator=(FastJson&&) noexcept = default;

bool FastJson::parse(std::string_view text, std::uint32_t first_line, JsonDocument& document) {
  std::vector<Json> items = std::move(document.root.items);
  items.clear();
  document.root = Json{};
  document.root.items = std::move(items);
  document.store.clear();
  document.repeated_key.reset();
  document.not_finite.reset();
  document.raw_control.reset();
  return parser_->parse(text, first_line, document);
}

}  // namespace trackmeet::model
