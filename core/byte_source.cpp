// SPDX-License-Identifier: Apache-2.0
#include "core/byte_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/file.hpp"

namespace trackmeet {
namespace {

class Text : public ByteSource {
public:
  explicit Text(std::string_view text) : text_(text) {}

  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t taken = std::min(into.size(), text_.size());
    std::memcpy(into.data(), text_.data(), taken);
    text_.remove_prefix(taken);
    return taken;
  }

private:
  std::string_view text_;
};

}  // namespace

std::unique_ptr<ByteSource> bytes_of(std::string_view text) { return std::make_unique<Text>(text); }

Result<std::string> read_to_end(ByteSource& source, const std::string& name, std::size_t limit) {
  constexpr std::size_t first_step = std::size_t{1} << 16U;
  constexpr std::size_t largest_step = std::size_t{1} << 24U;
  std::string text;
  for (std::size_t step = first_step;; step = std::min(2 * step, largest_step)) {
    const std::size_t have = text.size();
    text.resize(have + step);
    Result<std::size_t> got = source.read({text.data() + have, step});
    if (!got) return passed_on(got);
    text.resize(have + *got);
    if (*got == 0) return text;
    if (text.size() > limit)
      return failure(ErrorCode::input, fmt::format("it is larger than {} bytes", limit), SourcePos{name});
  }
}

}  // namespace trackmeet
