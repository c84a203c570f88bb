// SPDX-License-Identifier: Apache-2.0
#include "nn/data/safetensors_header.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <unordered_set>
#include <utility>

#include "core/printable.hpp"

namespace trackmeet::nn {
namespace {

/// Takes the pieces of the JSON text in, as the parser comes by them, so that a large header takes no more memory than
/// what it says.
class HeaderReader final : public nlohmann::json_sax<nlohmann::json> {
public:
  SafetensorsHeader header;
  std::string complaint;

  bool start_object(std::size_t /*members*/) override {
    if (place_ == Place::file) return go(Place::names);
    if (place_ == Place::name) {
      if (name_ == "__metadata__") return go(Place::metadata);
      header.tensors.push_back({.name = name_, .dtype = {}, .shape = {}, .offsets = {}});
      seen_.clear();
      return go(Place::members);
    }
    return unexpected("an object");
  }

  bool key(string_t& key) override {
    switch (place_) {
      case Place::names:
        name_ = key;
        if (!names_.insert(key).second) return refuse(fmt::format("the key '{}' occurs twice", printable(key)));
        return go(Place::name);
      case Place::metadata:
        name_ = key;
        if (!header.metadata.emplace(key, "").second) {
          return refuse(fmt::format("the key '{}' of '__metadata__' occurs twice", printable(key)));
        }
        return go(Place::metadata_value);
      default:
        break;
    }
    if (!seen_.insert(key).second)
      return refuse(fmt::format("'{}' of tensor '{}' occurs twice", printable(key), tensor()));
    if (key == "dtype") return go(Place::dtype);
    if (key == "shape") return go(Place::shape);
    if (key == "data_offsets") return go(Place::offsets);
    return refuse(
        fmt::format("tensor '{}' has a member '{}', which the format does not know", tensor(), printable(key)));
  }

  bool string(string_t& text) override {
    if (place_ == Place::metadata_value) {
      header.metadata[name_] = std::move(text);
      return go(Place::metadata);
    }
    if (place_ != Place::dtype) return unexpected("a string");
    header.tensors.back().dtype = std::move(text);
    return go(Place::members);
  }

  bool start_array(std::size_t /*entries*/) override {
    if (place_ == Place::shape) return go(Place::lengths);
    if (place_ != Place::offsets) return unexpected("a list");
    offsets_ = 0;
    return go(Place::bounds);
  }

  bool number_unsigned(number_unsigned_t number) override {
    if (place_ == Place::lengths) {
      header.tensors.back().shape.push_back(number);
      return true;
    }
    if (place_ != Place::bounds) return unexpected("a number");
    if (offsets_ < 2) header.tensors.back().offsets[offsets_] = number;
    ++offsets_;
    return true;
  }

  bool end_array() override {
    if (place_ == Place::bounds && offsets_ != 2) {
      return refuse(fmt::format("tensor '{}' has {} data offsets instead of two", tensor(), offsets_));
    }
    return go(Place::members);
  }

  bool end_object() override {
    if (place_ == Place::members && seen_.size() != 3) {
      return refuse(fmt::format("tensor '{}' lacks one of dtype, shape and data_offsets", tensor()));
    }
    return go(place_ == Place::names ? Place::end : Place::names);
  }

  bool null() override { return unexpected("null"); }
  bool boolean(bool /*truth*/) override { return unexpected("a truth value"); }
  bool number_integer(number_integer_t /*number*/) override { return unexpected("a negative number"); }
  bool number_float(number_float_t /*number*/, const string_t& /*text*/) override { return unexpected("a fraction"); }
  bool binary(binary_t& /*bytes*/) override { return unexpected("binary data"); }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    return refuse(fmt::format("the header is no sound JSON, at its byte {}", position));
  }

private:
  /// What comes next: the whole, a tensor's or the metadata's name, what stands behind it, and so on inwards.
  enum class Place {
    file,
    names,
    name,
    metadata,
    metadata_value,
    members,
    dtype,
    shape,
    lengths,
    offsets,
    bounds,
    end
  };

  bool go(Place place) {
    place_ = place;
    return true;
  }
  bool refuse(std::string what) {
    if (complaint.empty()) complaint = std::move(what);
    return false;
  }
  std::string tensor() const { return printable(std::string_view(name_).substr(0, 80)); }
  bool unexpected(std::string_view what) {
    if (place_ == Place::file) return refuse(fmt::format("the header is {}, not an object", what));
    return refuse(fmt::format("{} stands where it may not, at '{}'", what, tensor()));
  }

  Place place_ = Place::file;
  std::string name_;
  std::unordered_set<std::string> names_, seen_;
  std::size_t offsets_ = 0;
};

}  // namespace

Result<SafetensorsHeader> parse_safetensors_header(std::string_view json, const std::string& path) {
  HeaderReader reader;
  if (!nlohmann::json::sax_parse(json, &reader)) {
    return failure(ErrorCode::input, std::move(reader.complaint), SourcePos{path}, "fetch or write the file again");
  }
  return std::move(reader.header);
}

}  // namespace trackmeet::nn
