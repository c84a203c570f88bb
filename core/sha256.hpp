// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace trackmeet {

/// The SHA-256 of bytes that come piece by piece: what data sets and files are told apart by. (FIPS 180-4)
class Sha256 {
public:
  Sha256();

  Sha256& add(std::span<const std::byte> bytes);
  Sha256& add(std::string_view text) { return add(std::as_bytes(std::span(text))); }
  /// As eight bytes, the least significant first, whatever the platform.
  Sha256& add_number(std::uint64_t number);

  /// 64 hexadecimal digits in lower case. Ends the work: nothing may be added afterwards.
  std::string hex();

private:
  struct Release {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Release> context_;
};

/// The SHA-256 of `text`, as `Sha256::hex` writes it.
std::string sha256(std::string_view text);

}  // namespace trackmeet
