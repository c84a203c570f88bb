// SPDX-License-Identifier: Apache-2.0
#include "nn/weights_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "core/file.hpp"
#include "nn/data/safetensors.hpp"

namespace trackmeet::nn {
namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30U;  ///< bytes

tl::unexpected<Error> misfit(const std::string& path, std::string what, const std::string& model) {
  return failure(ErrorCode::input, std::move(what), SourcePos{path},
                 fmt::format("give a file that was saved from the model '{}'", model));
}

}  // namespace

std::string format_weights(const Network<float>& network) {
  std::vector<StoredTensor> tensors;
  for (const Parameter& parameter : network.parameters().all()) {
    const std::span<const float> values = row_of(parameter, network.weights());
    tensors.push_back({parameter.name, "F32", parameter.shape, std::as_bytes(values)});
  }
  return format_safetensors(tensors, {{"model", network.name()}});
}

Result<void> save_weights(const Network<float>& network, const std::filesystem::path& path) {
  return write_file_atomically(path, format_weights(network));
}

Result<void> parse_weights(std::string_view bytes, const std::string& path, Network<float>& network) {
  Result<Safetensors> file = parse_safetensors(bytes, path);
  if (!file) return passed_on(file);
  if (const auto model = file->metadata.find("model"); model != file->metadata.end() && model->second != network.name())
    return misfit(path, fmt::format("these are the weights of the model '{}'", model->second), network.name());

  std::set<std::string> expected;
  std::vector<std::vector<float>> read;
  for (const Parameter& parameter : network.parameters().all()) {
    expected.insert(parameter.name);
    Result<std::vector<float>> values = floats_of(*file, parameter.name, parameter.shape, path);
    if (!values) return passed_on(values);
    if (!std::ranges::all_of(*values, [](float value) { return std::isfinite(value); }))
      return misfit(path, fmt::format("tensor '{}' has a value that is not finite", parameter.name), network.name());
    read.push_back(std::move(*values));
  }
  for (const StoredTensor& tensor : file->tensors) {
    if (!expected.contains(tensor.name))
      return misfit(path, fmt::format("tensor '{}' is no parameter of the model", tensor.name), network.name());
  }
  for (std::size_t i = 0; i < read.size(); ++i)
    std::ranges::copy(read[i], row_of(network.parameters().all()[i], network.weights()).begin());
  return {};
}

Result<void> load_weights(const std::filesystem::path& path, Network<float>& network) {
  Result<std::string> bytes = read_file(path, largest_file);
  if (!bytes) return passed_on(bytes);
  return parse_weights(*bytes, path.string(), network);
}

}  // namespace trackmeet::nn
