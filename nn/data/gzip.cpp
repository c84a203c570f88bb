// SPDX-License-Identifier: Apache-2.0
#include "nn/data/gzip.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/file.hpp"

namespace trackmeet::nn {
namespace {

constexpr int gzip_format = 15 + 16;                 ///< window bits, and that zlib shall speak gzip
constexpr std::size_t step = std::size_t{1} << 20U;  ///< bytes

Bytef* bytes_of(const char* text) { return reinterpret_cast<Bytef*>(const_cast<char*>(text)); }

/// Ends what inflateInit2 or deflateInit2 began.
template <int (*end)(z_streamp)>
struct Stream : z_stream {
  Stream() : z_stream{} {}
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { end(this); }
};

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

Result<std::string> gunzip(std::string_view bytes, const std::string& path, std::size_t limit) {
  const auto broken = [&path](const char* what) {
    return failure(ErrorCode::input, fmt::format("the gzip file is {}", what), SourcePos{path},
                   "fetch or copy it again");
  };
  Stream<inflateEnd> stream;
  if (inflateInit2(&stream, gzip_format) != Z_OK) return failure(ErrorCode::internal, "zlib cannot be set up");
  std::string content;
  stream.next_in = bytes_of(bytes.data());
  std::size_t left = bytes.size();
  for (;;) {
    const std::size_t have = content.size();
    if (have > limit) {
      return failure(ErrorCode::input, fmt::format("the content takes more than {} bytes", limit), SourcePos{path});
    }
    content.resize(have + std::min(step, limit + 1 - have));
    const std::size_t offered = std::min(left, step);
    stream.next_out = bytes_of(content.data() + have);
    stream.avail_out = static_cast<uInt>(content.size() - have);
    stream.avail_in = static_cast<uInt>(offered);
    const int state = inflate(&stream, Z_NO_FLUSH);
    left -= offered - stream.avail_in;
    content.resize(content.size() - stream.avail_out);
    if (state == Z_STREAM_END) {
      if (left == 0) break;
      if (inflateReset(&stream) != Z_OK) return broken("corrupt");
    } else if (state != Z_OK && state != Z_BUF_ERROR) {
      return broken("corrupt");
    } else if (left == 0 && stream.avail_out > 0) {
      return broken("cut short");
    }
  }
  if (content.size() > limit) {
    return failure(ErrorCode::input, fmt::format("the content takes more than {} bytes", limit), SourcePos{path});
  }
  return content;
}

std::string gzip(std::string_view content) {
  Stream<deflateEnd> stream;
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_format, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    std::abort();
  std::string bytes;
  stream.next_in = bytes_of(content.data());
  std::size_t left = content.size();
  for (int state = Z_OK; state != Z_STREAM_END;) {
    const std::size_t have = bytes.size();
    const std::size_t offered = std::min(left, step);
    bytes.resize(have + step);
    stream.avail_in = static_cast<uInt>(offered);
    stream.next_out = bytes_of(bytes.data() + have);
    stream.avail_out = static_cast<uInt>(step);
    state = deflate(&stream, left <= step ? Z_FINISH : Z_NO_FLUSH);
    left -= offered - stream.avail_in;
    bytes.resize(bytes.size() - stream.avail_out);
  }
  return bytes;
}

Result<std::string> read_data_file(const std::filesystem::path& path, std::size_t limit) {
  auto bytes = read_file(path, limit);
  if (!bytes) bytes.error().hint = "check the path and that you may read it";
  if (!bytes || !is_gzip(*bytes)) return bytes;
  return gunzip(*bytes, path.string(), limit);
}

}  // namespace trackmeet::nn
