// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include "compare/verdict.hpp"
#include "suites/events/event.hpp"
#include "suites/support/main.hpp"
