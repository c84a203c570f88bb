// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "vcs/commit.hpp"

namespace trackmeet::vcs {

/// The C++ source that defines `trackmeet::suites::built_commit` (see suites/support/built_commit.hpp) as `checkout`,
/// or with an empty commit if there is none. The same checkout always gives the same bytes, so that compiler caches
/// hit.
std::string stamp_source(const std::optional<Checkout>& checkout);

/// What of a checkout every clone of its commit has: no branch, and no description, which depends on the tags that were
/// fetched.
Checkout same_in_every_clone(Checkout checkout);

/// A C++ string literal, quotes included, that stands for exactly the bytes of `text`, whatever they are.
std::string string_literal(std::string_view text);

}  // namespace trackmeet::vcs
