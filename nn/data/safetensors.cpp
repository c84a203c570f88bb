// SPDX-License-Identifier: Apache-2.0
#include "nn/data/safetensors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/printable.hpp"
#include "nn/data/gzip.hpp"
#include "nn/data/safetensors_header.hpp"

namespace trackmeet::nn {
namespace {

static_assert(std::endian::native == std::endian::little, "values are kept as they lie in memory");

struct Dtype {
  std::string_view name;
  std::size_t bytes;
};
constexpr std::array<Dtype, 15> dtypes = {{{"BOOL", 1},
                                           {"U8", 1},
                                           {"I8", 1},
                                           {"F8_E5M2", 1},
                                           {"F8_E4M3", 1},
                                           {"I16", 2},
                                           {"U16", 2},
                                           {"F16", 2},
                                           {"BF16", 2},
                                           {"I32", 4},
                                           {"U32", 4},
                                           {"F32", 4},
                                           {"I64", 8},
                                           {"U64", 8},
                                           {"F64", 8}}};

/// Bytes that the type and shape of a tensor ask for; nothing if that is more than `most`.
std::optional<std::uint64_t> bytes_of(const TensorInfo& info, std::uint64_t most) {
  if (std::ranges::find(info.shape, 0U) != info.shape.end()) return 0;
  std::uint64_t bytes = bytes_of_dtype(info.dtype);
  for (const std::uint64_t length : info.shape) {
    if (length > most / bytes) return std::nullopt;
    bytes *= length;
  }
  return bytes;
}

constexpr std::size_t length_field = 8;  ///< bytes

}  // namespace

const StoredTensor* Safetensors::find(std::string_view name) const {
  const auto found = std::ranges::find(tensors, name, &StoredTensor::name);
  return found == tensors.end() ? nullptr : &*found;
}

std::size_t bytes_of_dtype(std::string_view dtype) {
  const auto* const found = std::ranges::find(dtypes, dtype, &Dtype::name);
  return found == dtypes.end() ? 0 : found->bytes;
}

Result<Safetensors> parse_safetensors(std::string_view bytes, const std::string& path) {
  const auto wrong = [&path](std::string what) {
    return failure(ErrorCode::input, std::move(what), SourcePos{path}, "fetch or write the file again");
  };
  if (bytes.size() < length_field) return wrong("this is no safetensors file: it has fewer than 8 bytes");
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), length_field);
  if (length > largest_safetensors_header) {
    return wrong(
        fmt::format("the header is said to take {} bytes; {} are the most", length, largest_safetensors_header));
  }
  if (length > bytes.size() - length_field) {
    return wrong(fmt::format("the header is said to take {} bytes, {} are there", length, bytes.size() - length_field));
  }
  const std::string_view json = bytes.substr(length_field, length);
  if (!json.starts_with('{')) return wrong("the header does not begin with '{'");
  auto header = parse_safetensors_header(json, path);
  if (!header) return passed_on(header);

  const std::string_view values = bytes.substr(length_field + length);
  std::vector<TensorInfo>& infos = header->tensors;
  std::ranges::sort(infos, {}, &TensorInfo::offsets);
  Safetensors file;
  file.metadata = std::move(header->metadata);
  file.tensors.reserve(infos.size());
  std::uint64_t at = 0;
  for (TensorInfo& info : infos) {
    const std::string name = printable(std::string_view(info.name).substr(0, 80));
    const auto [begin, end] = info.offsets;
    if (bytes_of_dtype(info.dtype) == 0) {
      return wrong(fmt::format("tensor '{}' is of the unknown type '{}'", name,
                               printable(std::string_view(info.dtype).substr(0, 20))));
    }
    if (begin != at) {
      return wrong(fmt::format("tensor '{}' begins at byte {}, where {} was expected: there is {}", name, begin, at,
                               begin > at ? "a gap" : "an overlap"));
    }
    if (end < begin || end > values.size()) {
      return wrong(fmt::format("tensor '{}' takes the bytes from {} to {} of {}", name, begin, end, values.size()));
    }
    const auto needed = bytes_of(info, values.size());
    if (needed != end - begin) {
      return wrong(fmt::format("tensor '{}' has {} bytes, which is not what its type {} and shape [{}] ask for", name,
                               end - begin, info.dtype, fmt::join(info.shape, ", ")));
    }
    for (const std::uint64_t side : info.shape) {
      if (!std::in_range<Index>(side)) return wrong(fmt::format("tensor '{}' has a side of {}", name, side));
    }
    file.tensors.push_back({.name = std::move(info.name),
                            .dtype = std::move(info.dtype),
                            .shape = Shape(info.shape.begin(), info.shape.end()),
                            .bytes = std::as_bytes(std::span(values.substr(begin, end - begin)))});
    at = end;
  }
  if (at != values.size())
    return wrong(fmt::format("the tensors take {} of the {} bytes behind the header", at, values.size()));
  return file;
}

std::string format_safetensors(std::span<const StoredTensor> tensors,
                               const std::map<std::string, std::string>& metadata) {
  auto header = nlohmann::ordered_json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::size_t at = 0;
  for (const StoredTensor& tensor : tensors) {
    assert(tensor.bytes.size() == bytes_of_dtype(tensor.dtype) * static_cast<std::size_t>(entries(tensor.shape)));
    assert(!header.contains(tensor.name) && tensor.name != "__metadata__");
    header[tensor.name] = {
        {"dtype", tensor.dtype}, {"shape", tensor.shape}, {"data_offsets", {at, at + tensor.bytes.size()}}};
    at += tensor.bytes.size();
  }
  std::string json = header.dump();
  json.resize((json.size() + 7) / 8 * 8, ' ');
  const std::uint64_t length = json.size();
  std::string bytes(length_field, '\0');
  std::memcpy(bytes.data(), &length, length_field);
  bytes += json;
  for (const StoredTensor& tensor : tensors) {
    bytes.append(reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size());
  }
  return bytes;
}

Result<std::vector<float>> floats_of(const Safetensors& file, std::string_view name, const Shape& shape,
                                     const std::string& path) {
  const StoredTensor* tensor = file.find(name);
  if (tensor == nullptr) {
    return failure(ErrorCode::input, fmt::format("there is no tensor '{}' in it", name), SourcePos{path});
  }
  if (tensor->dtype != "F32" || tensor->shape != shape) {
    return failure(ErrorCode::input,
                   fmt::format("tensor '{}' is {} [{}], not F32 [{}]", name, tensor->dtype,
                               fmt::join(tensor->shape, ", "), fmt::join(shape, ", ")),
                   SourcePos{path});
  }
  std::vector<float> values(tensor->bytes.size() / sizeof(float));
  if (!values.empty()) std::memcpy(values.data(), tensor->bytes.data(), tensor->bytes.size());
  return values;
}

Result<LabelledImages> read_safetensors_images(std::string name, const std::filesystem::path& path) {
  const auto wrong = [&path](std::string what) {
    return failure(ErrorCode::input, std::move(what), SourcePos{path.string()},
                   "'images' is to be U8 [count, height, width], 'labels' U8 [count]");
  };
  auto bytes = read_data_file(path);
  if (!bytes) return passed_on(bytes);
  auto file = parse_safetensors(*bytes, path.string());
  if (!file) return passed_on(file);
  const StoredTensor* pixels = file->find("images");
  const StoredTensor* labels = file->find("labels");
  if (pixels == nullptr || labels == nullptr) return wrong("there are no tensors 'images' and 'labels' in it");
  if (pixels->dtype != "U8" || pixels->shape.size() != 3 || pixels->bytes.empty())
    return wrong("'images' is of another kind");
  if (labels->dtype != "U8" || labels->shape != Shape{pixels->shape[0]}) {
    return wrong(fmt::format("'labels' is {} [{}] for {} images", labels->dtype, fmt::join(labels->shape, ", "),
                             pixels->shape[0]));
  }
  LabelledImages images = blank_images(std::move(name), pixels->shape[0], pixels->shape[1], pixels->shape[2]);
  std::memcpy(images.pixels.data(), pixels->bytes.data(), pixels->bytes.size());
  std::memcpy(images.labels.data(), labels->bytes.data(), labels->bytes.size());
  seal(images);
  return images;
}

std::string format_safetensors_images(const LabelledImages& images) {
  const std::array<StoredTensor, 2> tensors = {{
      {.name = "images",
       .dtype = "U8",
       .shape = {images.count, images.height, images.width},
       .bytes = std::as_bytes(images.pixels.values())},
      {.name = "labels", .dtype = "U8", .shape = {images.count}, .bytes = std::as_bytes(images.labels.values())},
  }};
  return format_safetensors(tensors);
}

}  // namespace trackmeet::nn
