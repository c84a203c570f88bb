// SPDX-License-Identifier: Apache-2.0
#include "model/go_json_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/foreign_json.hpp"
#include "model/foreign_text.hpp"
#include "model/go_bench_reader.hpp"

namespace trackmeet::model {
namespace {

/// What was printed while one package was tested.
struct Printed {
  std::string text;
  std::vector<std::uint32_t> lines;  ///< the line of the file in which each line of `text` began

  void add(std::string_view output, std::uint32_t line) {
    for (std::size_t end = 0; !output.empty(); output.remove_prefix(end)) {
      if (text.empty() || text.back() == '\n') lines.push_back(line);
      end = std::min(output.find('\n'), output.size() - 1) + 1;
      text += output.substr(0, end);
    }
  }
};

}  // namespace

bool is_go_json(std::string_view text) {
  constexpr std::size_t longest = 64 * 1024;  // bytes; the first event says only that something began
  Lines lines(text);
  for (std::string_view line; lines.next(line);) {
    line = trimmed(line);
    if (!line.starts_with('{')) continue;
    if (line.size() > longest || line.find("\"Action\"") == std::string_view::npos) return false;
    const auto event = parse_json(line, "");
    return event && !text_of(event->root, "Action").empty() &&
           (event->root.find("Package") != nullptr || event->root.find("ImportPath") != nullptr);
  }
  return false;
}

Result<Run> read_go_json(std::string_view text, const std::string& source) {
  std::vector<Printed> packages;
  std::unordered_map<std::string, std::size_t> index;
  Lines lines(text);
  for (std::string_view line; lines.next(line);) {
    line = trimmed(line);
    if (!line.starts_with('{') || line.find("\"Output\"") == std::string_view::npos) continue;
    const auto event = parse_json(line, "");
    if (!event || text_of(event->root, "Action") != "output") continue;
    const auto [place, is_new] = index.try_emplace(text_of(event->root, "Package"), packages.size());
    if (is_new) packages.emplace_back();
    packages[place->second].add(text_of(event->root, "Output"), lines.number());
  }
  Printed whole;
  for (Printed& printed : packages) {
    if (!printed.text.empty() && printed.text.back() != '\n') printed.text += '\n';
    whole.text += std::exchange(printed.text, {});
    whole.lines.insert(whole.lines.end(), printed.lines.begin(), printed.lines.end());
  }
  return read_go_bench(whole.text, source, whole.lines);
}

}  // namespace trackmeet::model
