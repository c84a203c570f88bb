// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "core/byte_source.hpp"

namespace trackmeet::model {

/// `bytes` as they are, or, where they begin like a gzip file, unpacked (all members of it). `name` is that of the file
/// in messages. A damaged or cut-off archive is an error, and so is one that was made to fill the memory: more than 64
/// MiB that are more than 100 times as large as what they were packed into.
std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> bytes, const std::string& name);

}  // namespace trackmeet::model
