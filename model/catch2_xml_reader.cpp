// SPDX-License-Identifier: Apache-2.0
#include "model/catch2_xml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <pugixml.hpp>
#include <utility>
#include <vector>

#include "model/catch2_result.hpp"
#include "model/foreign_text.hpp"

namespace trackmeet::model {
namespace {

// What a document takes in memory is bounded by these, not by its length.
constexpr std::ptrdiff_t most_tags = 500'000;
constexpr std::ptrdiff_t most_attributes = 2'000'000;
constexpr std::size_t deepest = 256;  // test cases and sections within each other

/// The number of the line in which a byte stands; asked for ascending offsets, it reads the text once.
class LineNumbers {
public:
  explicit LineNumbers(std::string_view text) : text_(text) {}

  std::uint32_t at(std::ptrdiff_t offset) {
    const auto end = std::clamp(offset, std::ptrdiff_t{0}, static_cast<std::ptrdiff_t>(text_.size()));
    if (end < read_) return line_;
    line_ += static_cast<std::uint32_t>(std::count(text_.begin() + read_, text_.begin() + end, '\n'));
    read_ = end;
    return line_;
  }

private:
  std::string_view text_;
  std::ptrdiff_t read_ = 0;
  std::uint32_t line_ = 1;
};

std::optional<double> seconds(const pugi::xml_node& estimate, const char* attribute) {
  constexpr int from_ns = -9;
  const pugi::xml_attribute value = estimate.attribute(attribute);
  return value ? std::optional(decimal_of(value.value(), from_ns)) : std::nullopt;
}

Catch2Result result_of(const pugi::xml_node& node, const std::string& path) {
  Catch2Result result;
  result.path = path;
  result.name = node.attribute("name").value();
  if (const pugi::xml_node failed = node.child("failed"))
    result.failure = fmt::format("it threw: {}", beginning_of(failed.attribute("message").value()));
  const pugi::xml_node mean = node.child("mean");
  result.mean = seconds(mean, "value");
  result.lower = seconds(mean, "lowerBound");
  result.upper = seconds(mean, "upperBound");
  result.stddev = seconds(node.child("standardDeviation"), "value");
  return result;
}

/// Walks over all elements, without recursion: a hostile file may be nested as deep as it is long.
class Walk {
public:
  explicit Walk(std::string_view text) : lines_(text) {}

  std::vector<Catch2Result> over(const pugi::xml_node& root) {
    for (pugi::xml_node node = root; node; node = after(node, root)) enter(node);
    return std::move(results_);
  }

private:
  void enter(const pugi::xml_node& node) {
    const std::string_view kind = node.name();
    if (kind == "BenchmarkResults") {
      Catch2Result& result = results_.emplace_back(result_of(node, paths_.empty() ? "" : paths_.back()));
      result.line = lines_.at(node.offset_debug());
      if (result.name.empty()) {
        result.name = fmt::format("BenchmarkResults[{}]", results_.size() - 1);
        result.failure = "it has no name";
      }
    }
    if (is_part(node)) {
      std::string path = paths_.empty() ? "" : paths_.back();
      if (++depth_ > deepest) return;
      append_to_path(path, node.attribute("name").value());
      paths_.push_back(std::move(path));
    }
  }

  /// The next element in the order of the text. What is within a result is not walked over.
  pugi::xml_node after(pugi::xml_node node, const pugi::xml_node& root) {
    const bool is_result = std::string_view(node.name()) == "BenchmarkResults";
    if (const pugi::xml_node child = node.first_child(); child && !is_result) return child;
    while (node != root) {
      leave(node);
      if (const pugi::xml_node sibling = node.next_sibling()) return sibling;
      node = node.parent();
    }
    return {};
  }

  void leave(const pugi::xml_node& node) {
    if (!is_part(node)) return;
    if (depth_-- <= deepest) paths_.pop_back();
  }

  static bool is_part(const pugi::xml_node& node) {
    const std::string_view kind = node.name();
    return kind == "TestCase" || kind == "Section";
  }

  LineNumbers lines_;
  std::vector<Catch2Result> results_;
  std::vector<std::string> paths_;  ///< of the test case and sections that we are in
  std::size_t depth_ = 0;
};

}  // namespace

bool is_catch2_xml(std::string_view text) {
  constexpr std::size_t beginning = 4096;
  std::string_view head = text.substr(0, beginning);
  if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || head[first] != '<') return false;
  return head.find("<Catch2TestRun") != std::string_view::npos || head.find("<Catch ") != std::string_view::npos;
}

Result<Run> read_catch2_xml(std::string_view text, const std::string& source) {
  if (std::ranges::count(text, '<') > most_tags || std::ranges::count(text, '=') > most_attributes)
    return failure(ErrorCode::input, fmt::format("it is XML with more than {} tags", most_tags),
                   SourcePos{source, 0, 0}, "write it without '-s', which lists every assertion");
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default);
  if (!parsed) {
    return failure(ErrorCode::input, fmt::format("it is no sound XML: {}", parsed.description()),
                   SourcePos{source, LineNumbers(text).at(parsed.offset), 0},
                   "the program that wrote it may have ended early: run it again");
  }
  ForeignRun run(source);
  const pugi::xml_node root = document.document_element();
  if (*root.attribute("name").value() != '\0') run.run().suite = root.attribute("name").value();
  add_catch2_results(Walk(text).over(root), run);
  return run.finish();
}

}  // namespace trackmeet::model
