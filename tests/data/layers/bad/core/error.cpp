// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"

#include <nlohmann/json.hpp>
#include <some_library/thing.hpp>
#include <string>

#include "../compare/verdict.hpp"
#include "compare/verdict.hpp"
#include "suites/support/main.hpp"
