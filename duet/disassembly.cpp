// SPDX-License-Identifier: Apache-2.0
#include "duet/disassembly.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace trackmeet::duet {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

bool is_hex(std::string_view text) {
  return !text.empty() && text.find_first_not_of(hex_digits) == std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r"), text.size());
  text.remove_prefix(begin);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

/// Blanks of any kind and number as one.
std::string with_single_blanks(std::string_view text) {
  std::string out;
  for (const char c : trimmed(text)) {
    const bool blank = c == ' ' || c == '\t';
    if (!blank)
      out += c;
    else if (!out.ends_with(' '))
      out += ' ';
  }
  return out;
}

/// The symbol in `<…>` at the end of `text`; empty if there is none.
std::string_view symbol_at_end(std::string_view text) {
  const std::size_t begin = text.find('<');
  return begin != std::string_view::npos && text.ends_with('>') ? text.substr(begin + 1, text.size() - begin - 2) : "";
}

/// `name+0x1c`: where `+0x1c` begins; at its end if there is none.
std::size_t offset_in(std::string_view symbol) {
  const std::size_t plus = symbol.rfind("+0x");
  return plus != std::string_view::npos && is_hex(symbol.substr(plus + 3)) ? plus : symbol.size();
}

/// The distance in front of `(%rip)` says only where the linker put both ends.
void drop_distance(std::string& text) {
  const std::size_t at = text.find("(%rip)");
  if (at == std::string::npos) return;
  std::size_t begin = at;
  while (begin > 0 && (hex_digits.find(text[begin - 1]) != std::string_view::npos || text[begin - 1] == 'x' ||
                       text[begin - 1] == '-'))
    --begin;
  text.erase(begin, at - begin);
}

bool is_padding(std::string_view instruction) {
  constexpr std::array<std::string_view, 6> beginnings = {"nop", "cs nop", "data16", "xchg %ax,%ax", "int3", "udf"};
  return std::ranges::any_of(beginnings, [&](std::string_view each) { return instruction.starts_with(each); });
}

}  // namespace

std::string normalised_instruction(std::string_view instruction, std::string_view function) {
  std::string data;
  if (const std::size_t comment = instruction.find(" # "); comment != std::string_view::npos) {
    const std::string_view symbol = symbol_at_end(trimmed(instruction.substr(comment)));
    if (offset_in(symbol) == symbol.size()) data = symbol;
    instruction = instruction.substr(0, comment);
  }
  std::string text = with_single_blanks(instruction);
  drop_distance(text);
  const std::string_view symbol = symbol_at_end(text);
  if (!symbol.empty()) {
    const std::size_t offset = offset_in(symbol);
    const bool inside = symbol.substr(0, offset) == function && offset < symbol.size();
    const bool is_data = text.starts_with("adr") && offset < symbol.size();  // a page of data on ARM
    const std::string target = inside ? std::string(symbol.substr(offset)) : is_data ? "" : std::string(symbol);
    text.resize(text.size() - symbol.size() - 2);
    while (text.ends_with(' ')) text.pop_back();
    const std::size_t word = text.find_last_of(" ,") + 1;  // 0 if there is none
    if (is_hex(std::string_view(text).substr(word))) text.resize(word);
    text += "<" + target + ">";
  }
  if (!data.empty()) text += " # <" + data + ">";
  return text;
}

namespace {

/// A line of the symbol table: `00000000000187a0 l     F .text  00000000000000a1 name`. Its last word, and the address.
struct Symbol {
  std::string_view address;
  std::string_view name;
};

Symbol symbol_in(std::string_view line) {
  const std::size_t end = line.find(' ');
  const std::size_t last = line.find_last_of(" \t");
  if (end == std::string_view::npos || last < end || !is_hex(line.substr(0, end)) || line.ends_with(":")) return {};
  return {line.substr(0, end), line.substr(last + 1)};
}

/// Gathers the functions from the lines of objdump.
class Reader {
public:
  explicit Reader(const std::set<std::string>& wanted) : wanted_(wanted) {}

  void read(std::string_view line) {
    const std::size_t bracket = line.find(" <");
    if (line.ends_with(">:") && bracket != std::string_view::npos && is_hex(line.substr(0, bracket)))
      return begin(line.substr(0, bracket), std::string(line.substr(bracket + 2, line.size() - bracket - 4)));
    const std::size_t colon = line.find(":\t");
    if (colon != std::string_view::npos && is_hex(trimmed(line.substr(0, colon)))) {
      if (!names_.empty()) add(normalised_instruction(line.substr(colon + 2), heading_));
      return;
    }
    if (const Symbol symbol = symbol_in(line); wanted_.contains(std::string(symbol.name)))
      at_address_[std::string(symbol.address)].emplace(symbol.name);
  }

  Disassembly take() {
    finish();
    for (auto& [symbol, bodies] : functions_) std::ranges::sort(bodies);
    return std::move(functions_);
  }

private:
  void begin(std::string_view address, std::string heading) {
    finish();
    heading_ = std::move(heading);
    if (const auto aliases = at_address_.find(std::string(address)); aliases != at_address_.end())
      names_ = aliases->second;
    if (wanted_.contains(heading_)) names_.insert(heading_);
  }

  void add(const std::string& instruction) {
    body_ += instruction + '\n';
    if (!is_padding(instruction)) whole_ = body_.size();
  }

  void finish() {
    body_.resize(whole_);
    for (const std::string& name : names_) functions_[name].push_back(body_);
    names_.clear();
    body_.clear();
    whole_ = 0;
  }

  const std::set<std::string>& wanted_;
  std::map<std::string, std::set<std::string>> at_address_;  ///< wanted ones, by address as objdump writes it
  std::string heading_;                                      ///< what objdump calls the function that is being read
  std::set<std::string> names_;                              ///< its names that are wanted
  std::string body_;
  std::size_t whole_ = 0;  ///< how much of the body is more than padding
  Disassembly functions_;
};

}  // namespace

Disassembly parse_disassembly(std::string_view objdump, const std::set<std::string>& wanted) {
  Reader reader(wanted);
  while (!objdump.empty()) {
    const std::size_t end = std::min(objdump.find('\n'), objdump.size());
    reader.read(objdump.substr(0, end));
    objdump.remove_prefix(std::min(end + 1, objdump.size()));
  }
  return reader.take();
}

}  // namespace trackmeet::duet
