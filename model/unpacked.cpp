// SPDX-License-Identifier: Apache-2.0
#include "model/unpacked.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace trackmeet::model {
namespace {

constexpr std::uint64_t always_allowed = std::uint64_t{64} << 20U;
constexpr std::uint64_t largest_ratio = 100;  // results pack to a tenth to a thirtieth; zlib can do a thousandth
constexpr std::size_t piece = std::size_t{1} << 16U;
constexpr int largest_window_with_gzip_header = MAX_WBITS + 16;

class Unpacked : public ByteSource {
public:
  Unpacked(std::unique_ptr<ByteSource> bytes, std::string name)
      : bytes_(std::move(bytes)), name_(std::move(name)), packed_(piece) {}
  ~Unpacked() override {
    if (kind_ == Kind::gzip) inflateEnd(&stream_);
  }
  Unpacked(const Unpacked&) = delete;
  Unpacked& operator=(const Unpacked&) = delete;

  Result<std::size_t> read(std::span<char> into) override {
    if (kind_ == Kind::unknown) {
      if (Result<void> known = look(); !known) return passed_on(known);
    }
    return kind_ == Kind::gzip ? inflate_into(into) : copy_into(into);
  }

private:
  enum class Kind { unknown, plain, gzip };

  Result<void> look() {
    while (have_ < 2 && !ended_) {
      if (Result<void> more = fetch(); !more) return more;
    }
    const bool gzip = have_ >= 2 && packed_[0] == '\x1f' && packed_[1] == '\x8b';
    if (gzip && inflateInit2(&stream_, largest_window_with_gzip_header) != Z_OK)
      return failure(ErrorCode::internal, "zlib cannot begin to unpack");
    kind_ = gzip ? Kind::gzip : Kind::plain;
    return {};
  }

  /// Reads more behind what is there.
  Result<void> fetch() {
    if (at_ > 0) {
      std::copy(packed_.begin() + static_cast<std::ptrdiff_t>(at_),
                packed_.begin() + static_cast<std::ptrdiff_t>(at_ + have_), packed_.begin());
      at_ = 0;
    }
    Result<std::size_t> got = bytes_->read({packed_.data() + have_, packed_.size() - have_});
    if (!got) return passed_on(got);
    have_ += *got;
    taken_ += *got;
    ended_ = *got == 0;
    return {};
  }

  Result<std::size_t> copy_into(std::span<char> into) {
    if (have_ == 0) return bytes_->read(into);
    const std::size_t copied = std::min(into.size(), have_);
    std::memcpy(into.data(), packed_.data() + at_, copied);
    at_ += copied;
    have_ -= copied;
    return copied;
  }

  Result<std::size_t> inflate_into(std::span<char> into) {
    const std::size_t room = std::min(into.size(), std::size_t{1} << 30U);
    stream_.next_out = reinterpret_cast<Bytef*>(into.data());
    stream_.avail_out = static_cast<uInt>(room);
    while (stream_.avail_out == room) {
      if (have_ == 0 && !ended_) {
        if (Result<void> more = fetch(); !more) return passed_on(more);
      }
      if (have_ == 0 && between_members_) return 0;
      if (have_ == 0) return damaged("it ends in the middle");
      stream_.next_in = reinterpret_cast<Bytef*>(packed_.data() + at_);
      stream_.avail_in = static_cast<uInt>(have_);
      const int state = ::inflate(&stream_, Z_NO_FLUSH);
      const std::size_t used = have_ - stream_.avail_in;
      at_ += used;
      have_ -= used;
      between_members_ = state == Z_STREAM_END;
      if (between_members_ && inflateReset(&stream_) != Z_OK) return damaged("it cannot be unpacked");
      if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR)
        return damaged(stream_.msg != nullptr ? stream_.msg : "it cannot be unpacked");
    }
    const std::size_t made = room - stream_.avail_out;
    made_ += made;
    if (made_ > always_allowed && made_ / largest_ratio > taken_)
      return failure(ErrorCode::input,
                     fmt::format("{} bytes of it unpack to more than {} times as many", taken_, largest_ratio),
                     SourcePos{name_}, "no benchmark program writes such a file; unpack it yourself if you trust it");
    return made;
  }

  tl::unexpected<Error> damaged(std::string_view how) const {
    return failure(ErrorCode::input, fmt::format("it is a damaged gzip file: {}", how), SourcePos{name_},
                   "write it again, or test it with gzip -t");
  }

  std::unique_ptr<ByteSource> bytes_;
  std::string name_;
  Kind kind_ = Kind::unknown;
  std::vector<char> packed_;
  std::size_t at_ = 0;
  std::size_t have_ = 0;
  bool ended_ = false;
  bool between_members_ = false;
  std::uint64_t taken_ = 0;  ///< bytes, packed
  std::uint64_t made_ = 0;   ///< bytes, unpacked
  z_stream stream_{};
};

}  // namespace

std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> bytes, const std::string& name) {
  return std::make_unique<Unpacked>(std::move(bytes), name);
}

}  // namespace trackmeet::model
