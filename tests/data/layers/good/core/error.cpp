// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "core/error.hpp"
