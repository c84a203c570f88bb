// SPDX-License-Identifier: Apache-2.0
#include "suites/support/chosen_data.hpp"

#include <utility>

namespace trackmeet::suites {
namespace {

std::string& choice() {
  static std::string only_one;
  return only_one;
}

}  // namespace

const std::string& chosen_data() { return choice(); }
void choose_data(std::string name_or_folder) { choice() = std::move(name_or_folder); }

}  // namespace trackmeet::suites
