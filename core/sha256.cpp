// SPDX-License-Identifier: Apache-2.0
#include "core/sha256.hpp"

#include <openssl/evp.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace trackmeet {
namespace {

/// The library fails here only for want of memory, or where a policy of the system forbids SHA-256.
void insist(int succeeded) {
  if (succeeded == 1) return;
  std::fputs("trackmeet: libcrypto refuses to compute a SHA-256\n", stderr);
  std::abort();
}

}  // namespace

void Sha256::Release::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  insist(context_ != nullptr ? EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) : 0);
}

Sha256& Sha256::add(std::span<const std::byte> bytes) {
  insist(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
  return *this;
}

Sha256& Sha256::add_number(std::uint64_t number) {
  std::array<std::byte, 8> bytes{};
  for (std::byte& byte : bytes) {
    byte = static_cast<std::byte>(number & 0xFFU);
    number >>= 8U;
  }
  return add(bytes);
}

std::string Sha256::hex() {
  std::array<unsigned char, 32> digest{};
  insist(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr));
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : digest) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

std::string sha256(std::string_view text) { return Sha256().add(text).hex(); }

}  // namespace trackmeet
