// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace trackmeet::model {

/// The length of a NaN or an infinity at the start of `text`, as the printf and ostream of this world spell them
/// (`NaN`, `-nan`, `inf`, `-Infinity`, `nan(ind)`); 0: there is none.
std::size_t length_of_not_finite(std::string_view text);

/// Whether `text` is a number as JSON spells them, but too large for a double.
bool is_too_large(std::string_view text);

}  // namespace trackmeet::model
