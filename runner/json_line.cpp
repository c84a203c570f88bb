// SPDX-License-Identifier: Apache-2.0
#include "runner/json_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

namespace trackmeet::runner {
namespace {

bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

/// Lines carry whole outputs of benchmarks, so that what needs no escape is copied in one piece.
void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const auto plain = static_cast<std::size_t>(std::ranges::find_if_not(text, is_plain) - text.begin());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const char c = text.front();
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    }
    text.remove_prefix(1);
  }
  out += '"';
}

template <typename T, typename Append>
void append_list(std::string& out, const std::vector<T>& values, Append append) {
  out += '[';
  for (bool first = true; const T& value : values) {
    if (!std::exchange(first, false)) out += ',';
    append(value);
  }
  out += ']';
}

}  // namespace

void JsonLineWriter::key(std::string_view key) {
  if (line_.size() > 1) line_ += ',';
  append_quoted(line_, key);
  line_ += ':';
}

void JsonLineWriter::text(std::string_view name, std::string_view value) {
  key(name);
  append_quoted(line_, value);
}

void JsonLineWriter::count(std::string_view name, std::uint64_t value) {
  key(name);
  line_ += fmt::format("{}", value);
}

void JsonLineWriter::real(std::string_view name, double value) {
  key(name);
  line_ += fmt::format("{}", value);
}

void JsonLineWriter::texts(std::string_view name, const std::vector<std::string>& values) {
  key(name);
  append_list(line_, values, [this](const std::string& value) { append_quoted(line_, value); });
}

void JsonLineWriter::counts(std::string_view name, const std::vector<std::uint64_t>& values) {
  key(name);
  append_list(line_, values, [this](std::uint64_t value) { line_ += std::to_string(value); });
}

bool JsonLineReader::expect(std::string_view literal) {
  ok_ = ok_ && rest_.starts_with(literal);
  if (ok_) rest_.remove_prefix(literal.size());
  return ok_;
}

void JsonLineReader::key(std::string_view key) {
  if (!first_) expect(",");
  first_ = false;
  std::string expected;
  append_quoted(expected, key);
  expect(expected + ":");
}

std::string JsonLineReader::string() {
  std::string value;
  if (!expect("\"")) return value;
  while (ok_ && !rest_.empty() && rest_.front() != '"') {
    const auto plain = static_cast<std::size_t>(
        std::ranges::find_if(rest_, [](char c) { return c == '"' || c == '\\'; }) - rest_.begin());
    value += rest_.substr(0, plain);
    rest_.remove_prefix(plain);
    if (!rest_.starts_with('\\')) continue;
    rest_.remove_prefix(1);
    if (rest_.starts_with('n')) {
      value += '\n';
      rest_.remove_prefix(1);
    } else if (rest_.starts_with('"') || rest_.starts_with('\\')) {
      value += rest_.front();
      rest_.remove_prefix(1);
    } else if (expect("u00") && rest_.size() >= 2) {
      unsigned code = 0;
      const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + 2, code, 16);
      ok_ = error == std::errc() && end == rest_.data() + 2 && code < 0x20;
      value += static_cast<char>(code);
      rest_.remove_prefix(2);
    } else {
      ok_ = false;
    }
  }
  expect("\"");
  return ok_ ? value : std::string();
}

template <typename Number>
Number JsonLineReader::number() {
  Number value{};
  if (!ok_) return value;
  const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
  ok_ = error == std::errc();
  if (!ok_) return Number{};
  rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
  return value;
}

template <typename Element>
void JsonLineReader::list(Element element) {
  expect("[");
  for (bool more = ok_ && !rest_.starts_with(']'); ok_ && more;) {
    element();
    more = ok_ && rest_.starts_with(',');
    if (more) expect(",");
  }
  expect("]");
}

std::string JsonLineReader::text(std::string_view name) {
  key(name);
  return string();
}

std::uint64_t JsonLineReader::count(std::string_view name) {
  key(name);
  return number<std::uint64_t>();
}

double JsonLineReader::real(std::string_view name) {
  key(name);
  return number<double>();
}

std::vector<std::string> JsonLineReader::texts(std::string_view name) {
  key(name);
  std::vector<std::string> values;
  list([&] { values.push_back(string()); });
  return values;
}

std::vector<std::uint64_t> JsonLineReader::counts(std::string_view name) {
  key(name);
  std::vector<std::uint64_t> values;
  list([&] { values.push_back(number<std::uint64_t>()); });
  return values;
}

bool JsonLineReader::complete() { return expect("}") && rest_.empty(); }

}  // namespace trackmeet::runner
