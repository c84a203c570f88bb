// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

namespace trackmeet::machine {

/// Whether a hypervisor lies between us and the hardware: the CPU's `hypervisor` flag, Xen, or what the firmware calls
/// the machine. A container alone is no virtual machine. Nothing: neither sign nor counter-sign was found.
std::optional<bool> is_virtualized(const std::filesystem::path& root);

}  // namespace trackmeet::machine
