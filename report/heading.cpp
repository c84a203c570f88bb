// SPDX-License-Identifier: Apache-2.0
#include "report/heading.hpp"

#include <fmt/format.h>

#include "core/printable.hpp"
#include "report/shown.hpp"
#include "report/wrap.hpp"

namespace trackmeet::report {

std::string heading(std::string_view suite, const std::vector<std::string>& sides, std::string_view machine,
                    const TextOptions& options) {
  const std::string plain = suite.empty() ? "unnamed suite" : shown(suite, 40);
  const std::string name = coloured(plain, Colour::bold, options.colour);
  const std::string together = fmt::format("{}", fmt::join(sides, "  ->  "));
  const std::string where = machine.empty() ? "" : fmt::format("on {}", machine);
  const std::string tail = where.empty() ? "" : "   " + where;
  if (display_width(plain) + 3 + display_width(together + tail) <= options.width) {
    return fmt::format("{}   {}{}\n", name, together, tail);
  }
  const bool where_fits = display_width(plain + tail) <= options.width;
  std::string out = where_fits ? name + tail + "\n" : name + "\n" + wrap(where, options.width, {2, 4});
  if (display_width(together) + 2 <= options.width) return out + "  " + together + "\n";
  for (const std::string& side : sides) out += wrap(side, options.width, {2, 4});
  return out;
}

}  // namespace trackmeet::report
