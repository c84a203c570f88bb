// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "runner/session.hpp"
int start() { return fork(); }
