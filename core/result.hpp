// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "core/error.hpp"

namespace trackmeet {

/// A value, or the error that kept us from it. Used wherever failure is part of life (files, processes, foreign bytes).
template <typename T>
using Result = tl::expected<T, Error>;

/// The failure side of a `Result`: `return failure(ErrorCode::io, "cannot open it", {.path = path}, "check the path");`
inline tl::unexpected<Error> failure(ErrorCode code, std::string message, std::string hint = {}) {
  return tl::make_unexpected(Error{code, std::move(message), std::nullopt, std::move(hint)});
}
inline tl::unexpected<Error> failure(ErrorCode code, std::string message, SourcePos where, std::string hint = {}) {
  return tl::make_unexpected(Error{code, std::move(message), std::move(where), std::move(hint)});
}

/// Hands an error of one `Result` on to another: `if (!file) return passed_on(file);`
template <typename T>
tl::unexpected<Error> passed_on(Result<T>& failed) {
  return tl::make_unexpected(std::move(failed.error()));
}

}  // namespace trackmeet
