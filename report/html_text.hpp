// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace trackmeet::report {

/// Foreign `text` as text of an HTML page or value of a quoted attribute: as `shown`, with `&`, `<`, `>`, `"` and `'`
/// as entities.
std::string html_text(std::string_view text, std::size_t columns = 300);

/// The same in a monospaced face, set apart from the direction of the writing around it.
std::string html_name(std::string_view text, std::size_t columns = 200);

/// `text` as a JSON string that may stand in a <script>: ASCII, without `<`, `>` and `&`; bytes that are no UTF-8 are
/// replaced.
std::string json_text(std::string_view text);

/// `value` with six significant digits, `null` where it is not finite.
std::string json_number(double value);

/// `text` with each `{{word}}` replaced by what `values` has for it. What is put in is not looked at again. A word that
/// `values` does not have stays as it is.
std::string filled_in(std::string_view text, const std::map<std::string_view, std::string_view>& values);

/// `'sha256-…'`: how a content security policy names the script or style with exactly this text.
std::string policy_hash(std::string_view text);

}  // namespace trackmeet::report
