// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/result.hpp"
#include "nn/network.hpp"

namespace trackmeet::nn {

/// The weights of a network as a safetensors file: one F32 tensor for each parameter, by its name and in its shape, and
/// the model's name as `model` in the metadata. The same weights yield the same bytes.
std::string format_weights(const Network<float>& network);

/// Writes that, so that `path` holds the old content or the new, whole.
Result<void> save_weights(const Network<float>& network, const std::filesystem::path& path);

/// Sets the weights of `network` from such a file's bytes. An error, naming `path`, and nothing is changed, if one of
/// the parameters is missing or has another shape or type, if there is a tensor that is no parameter, if a weight is
/// not finite, or if the metadata names another model.
Result<void> parse_weights(std::string_view bytes, const std::string& path, Network<float>& network);

/// Reads a file for that.
Result<void> load_weights(const std::filesystem::path& path, Network<float>& network);

}  // namespace trackmeet::nn
