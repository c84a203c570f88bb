// SPDX-License-Identifier: Apache-2.0
// Linked into every suite that brings no `main` of its own.

#include "suites/support/suite_main.hpp"
#include "suites/support/this_suite.hpp"

int main(int argc, char** argv) {
  using namespace trackmeet::suites;
  return suite_main(argc, argv, this_suite(), record_run);
}
