// SPDX-License-Identifier: Apache-2.0
#include "runner/json_line.hpp"

#include <fmt/format.h>

#include <charconv>

namespace trackmeet::runner {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

template <typename T, typename Show>
std::string listed(const std::vector<T>& values, Show show) {
  std::string out = "[";
  for (const T& value : values) out += (out.size() > 1 ? "," : "") + show(value);
  return out + "]";
}

}  // namespace

void JsonLineWriter::key(std::string_view key) {
  if (line_.size() > 1) line_ += ',';
  line_ += quoted(key) + ":";
}

void JsonLineWriter::text(std::string_view name, std::string_view value) {
  key(name);
  line_ += quoted(value);
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
  line_ += listed(values, [](const std::string& value) { return quoted(value); });
}

void JsonLineWriter::counts(std::string_view name, const std::vector<std::uint64_t>& values) {
  key(name);
  line_ += listed(values, [](std::uint64_t value) { return fmt::format("{}", value); });
}

bool JsonLineReader::expect(std::string_view literal) {
  ok_ = ok_ && rest_.starts_with(literal);
  if (ok_) rest_.remove_prefix(literal.size());
  return ok_;
}

void JsonLineReader::key(std::string_view key) {
  if (!first_) expect(",");
  first_ = false;
  expect(quoted(key) + ":");
}

std::string JsonLineReader::string() {
  std::string value;
  if (!expect("\"")) return value;
  while (ok_ && !rest_.empty() && rest_.front() != '"') {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c != '\\') {
      value += c;
    } else if (rest_.starts_with('n')) {
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
