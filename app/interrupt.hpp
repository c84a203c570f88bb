// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

namespace trackmeet::app {

/// Turns Ctrl-C (SIGINT), SIGTERM and SIGHUP into a flag that becomes true and stays so. A second Ctrl-C ends the
/// program at once. Call once, before the first process is started.
const std::atomic<bool>& catch_interrupts();

}  // namespace trackmeet::app
