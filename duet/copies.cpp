// SPDX-License-Identifier: Apache-2.0
#include "duet/copies.hpp"

#include <fmt/format.h>

#include <string>
#include <system_error>
#include <utility>

namespace trackmeet::duet {
namespace {

namespace fs = std::filesystem;

}  // namespace

Copies::Copies(fs::path folder, const std::vector<PlannedMatch>& matches)
    : folder_(std::move(folder)), matches_(matches), linked_(matches.size(), false) {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Copies::~Copies() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

fs::path Copies::path(std::size_t match, model::Side side) const {
  const bool first = (side == model::Side::base) != exchanged_;
  // One name for both: the name of an executable is part of its arguments, and those are of equal length.
  return folder_ / (first ? "a" : "b") / std::to_string(match) / matches_[match].head.contender.suite.name;
}

Result<void> Copies::renew(std::uint64_t draw) {
  exchanged_ = draw % 2 == 1;
  std::error_code error;
  for (std::size_t m = 0; m < matches_.size() && !error; ++m) {
    using enum model::Side;
    for (const model::Side side : exchanged_ ? std::array{head, base} : std::array{base, head}) {
      const PlannedSide& planned = side == base ? matches_[m].base : matches_[m].head;
      const fs::path to = path(m, side);
      fs::create_directories(to.parent_path(), error);
      if (!error) fs::remove(to, error);
      if (error) break;
      if (linked_[m])
        fs::create_symlink(planned.contender.suite.path, to, error);
      else
        fs::copy_file(planned.contender.suite.path, to, error);
      if (error) break;
    }
  }
  if (error)
    return failure(ErrorCode::io, fmt::format("the executables cannot be copied: {}", error.message()),
                   SourcePos{folder_.string()}, "free some space there, or choose another folder with --out");
  return {};
}

}  // namespace trackmeet::duet
