// SPDX-License-Identifier: Apache-2.0
#include "app/output.hpp"

#include <unistd.h>

#include "core/terminal.hpp"

namespace trackmeet::app {

report::TextOptions text_options() {
  report::TextOptions options;
  options.width = terminal_width(STDOUT_FILENO, 100);
  options.colour = colour_for(STDOUT_FILENO);
  return options;
}

}  // namespace trackmeet::app
