// SPDX-License-Identifier: Apache-2.0
#include "model/json_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "model/fast_json.hpp"
#include "model/json_scanner.hpp"
#include "model/repeated_key.hpp"

namespace trackmeet::model {
namespace {

/// Builds the tree from what nlohmann's parser reports. The parser itself does not recurse.
class TreeBuilder {
public:
  TreeBuilder(JsonScanner& scanner, const std::string& source) : scanner_(scanner), source_(source) {}

  bool null() {
    const std::string_view replaced = scanner_.take_replaced();
    if (replaced.empty()) return add({});
    Json value;
    value.type = Json::Type::not_finite;
    value.text = replaced;
    if (!document_.not_finite) document_.not_finite = Flaw{scanner_.line(), replaced};
    return add(std::move(value));
  }
  bool boolean(bool truth) {
    Json value;
    value.type = Json::Type::boolean;
    value.truth = truth;
    return add(std::move(value));
  }
  bool number_integer(std::int64_t number) {
    Json value;
    value.type = number < 0 ? Json::Type::negative : Json::Type::natural;
    value.whole = number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
    value.real = static_cast<double>(number);
    return add(std::move(value));
  }
  bool number_unsigned(std::uint64_t number) {
    Json value;
    value.type = Json::Type::natural;
    value.whole = number;
    value.real = static_cast<double>(number);
    return add(std::move(value));
  }
  bool number_float(double number, const std::string& spelled) {
    Json value;
    value.type = Json::Type::real;
    value.real = number;
    value.text = spelling(spelled.size());
    return add(std::move(value));
  }
  bool string(const std::string& text) {
    Json value;
    value.type = Json::Type::text;
    value.text = kept(text);
    return add(std::move(value));
  }
  bool binary(const nlohmann::json::binary_t& /*unused*/) { return false; }  // not in JSON
  bool key(const std::string& text) {
    key_ = kept(text);
    return true;
  }
  bool start_object(std::size_t /*unknown*/) { return open(Json::Type::object); }
  bool start_array(std::size_t /*unknown*/) { return open(Json::Type::list); }
  bool end_array() { return close(); }
  bool end_object() { return close(); }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/, const nlohmann::json::exception& error) {
    const SourcePos where{source_, scanner_.line(), scanner_.column()};
    if (scanner_.was_read_past()) {
      error_ =
          Error{ErrorCode::input, fmt::format("the file ends in the middle, after {} bytes", scanner_.text().size()),
                where, "the program that wrote it was stopped, or the disk was full: write it again"};
      return false;
    }
    std::string_view what = error.what();
    const std::size_t dash = what.find(" - ");
    what = dash == std::string_view::npos ? what : what.substr(dash + 3);
    constexpr std::size_t longest = 160;
    error_ = Error{ErrorCode::input,
                   fmt::format("not valid JSON: {}{}", what.substr(0, longest), what.size() > longest ? "…" : ""),
                   where,
                   {}};
    return false;
  }

  Result<JsonDocument> finish(bool complete) {
    if (!complete) {
      return tl::make_unexpected(
          error_ ? std::move(*error_)
                 : Error{ErrorCode::input, "not valid JSON", SourcePos{source_, scanner_.line(), 0}, {}});
    }
    document_.root = std::move(values_.front());
    document_.raw_control = scanner_.raw_control();
    return std::move(document_);
  }

private:
  /// The list or object that is being read, if any.
  Json& container() { return values_[open_.back()]; }

  bool add(Json value) {
    value.line = scanner_.line();
    if (!open_.empty() && container().type == Json::Type::object) value.key = key_;
    values_.push_back(std::move(value));
    return true;
  }
  bool open(Json::Type type) {
    if (open_.size() >= deepest_json) {
      error_ =
          Error{ErrorCode::input, fmt::format("lists and objects lie more than {} deep in each other", deepest_json),
                SourcePos{source_, scanner_.line(), scanner_.column()}, "no benchmark program writes such a file"};
      return false;
    }
    Json value;
    value.type = type;
    add(std::move(value));
    open_.push_back(values_.size() - 1);
    return true;
  }
  bool close() {
    const auto first = values_.begin() + static_cast<std::ptrdiff_t>(open_.back()) + 1;
    container().items.assign(std::make_move_iterator(first), std::make_move_iterator(values_.end()));
    values_.erase(first, values_.end());
    if (container().type == Json::Type::object) repeated_keys_.note(container(), document_);
    open_.pop_back();
    return true;
  }
  /// The string that was just read, as a view that lasts.
  std::string_view kept(const std::string& text) {
    const std::size_t end = scanner_.offset() - 1;  // the closing quote
    if (end > text.size() && scanner_.text().substr(end - text.size(), text.size()) == text) {
      return scanner_.text().substr(end - text.size(), text.size());
    }
    return document_.store.emplace_back(text);
  }
  /// The number that was just read. The parser has read one character more, except at the end of the text.
  std::string_view spelling(std::size_t length) const {
    const std::string_view text = scanner_.text().substr(0, scanner_.offset());
    const bool read_more = text.find_last_of("0123456789") + 1 != text.size();
    const std::size_t end = text.size() - (read_more ? 1 : 0);
    return end >= length ? text.substr(end - length, length) : std::string_view{};
  }

  JsonScanner& scanner_;
  const std::string& source_;
  JsonDocument document_;
  std::optional<Error> error_;
  std::vector<Json> values_;       ///< read, but not yet moved into the container that they are in
  std::vector<std::size_t> open_;  ///< the containers among them that have not ended
  RepeatedKeys repeated_keys_;
  std::string_view key_;
};

}  // namespace

const Json* Json::find(std::string_view member) const {
  if (type != Type::object) return nullptr;
  const auto found = std::ranges::find(items, member, &Json::key);
  return found == items.end() ? nullptr : &*found;
}

std::string_view type_name(Json::Type type) {
  switch (type) {
    case Json::Type::null:
      return "null";
    case Json::Type::boolean:
      return "true or false";
    case Json::Type::natural:
    case Json::Type::negative:
    case Json::Type::real:
      return "a number";
    case Json::Type::not_finite:
      return "not a finite number";
    case Json::Type::text:
      return "a string";
    case Json::Type::list:
      return "a list";
    case Json::Type::object:
      return "an object";
  }
  return "?";
}

Result<JsonDocument> parse_json(std::string_view text, const std::string& source) {
  constexpr std::size_t large = std::size_t{1} << 20U;  // bytes: to be given back
  JsonDocument document;
  thread_local FastJson fast;
  const bool is_parsed = fast.parse(text, 1, document);
  if (text.size() > large) fast = FastJson();
  if (is_parsed) return document;
  return parse_json_exactly(text, source);
}

Result<JsonDocument> parse_json_exactly(std::string_view text, const std::string& source, std::uint32_t first_line) {
  JsonScanner scanner(text, first_line);
  TreeBuilder builder(scanner, source);
  const bool complete = nlohmann::json::sax_parse(JsonScannerIterator(scanner), JsonScannerIterator(), &builder);
  return builder.finish(complete);
}

}  // namespace trackmeet::model
