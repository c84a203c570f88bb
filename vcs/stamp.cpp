// SPDX-License-Identifier: Apache-2.0
#include "vcs/stamp.hpp"

#include <fmt/format.h>

namespace trackmeet::vcs {

std::string string_literal(std::string_view text) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 /._+-:#@";
  std::string literal = "\"";
  for (const char c : text) {
    // Octal escapes end after three digits, whatever follows; hexadecimal ones would swallow it. No trigraph can arise.
    if (plain.find(c) != std::string_view::npos) {
      literal += c;
    } else {
      literal += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
    }
  }
  return literal + "\"";
}

Checkout same_in_every_clone(Checkout checkout) {
  checkout.branch.clear();
  checkout.describe.clear();
  return checkout;
}

std::string stamp_source(const std::optional<Checkout>& checkout) {
  const Checkout built = checkout.value_or(Checkout{});
  const std::string time = built.commit_time ? to_iso8601(*built.commit_time) : "";
  return fmt::format(
      "// Written by trackmeet_stamp at every build; changes only when the commit does.\n"
      "#include \"suites/support/built_commit.hpp\"\n\n"
      "namespace trackmeet::suites {{\n\n"
      "const BuiltCommit built_commit = {{\n"
      "    .commit = {},\n"
      "    .branch = {},\n"
      "    .dirty = {},\n"
      "    .commit_time = {},\n"
      "    .describe = {},\n"
      "}};\n\n"
      "}}  // namespace trackmeet::suites\n",
      string_literal(built.commit), string_literal(built.branch), built.dirty, string_literal(time),
      string_literal(built.describe));
}

}  // namespace trackmeet::vcs
