// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/json_tree.hpp"

namespace trackmeet::model {

enum class FileKind { results, baseline, gbench };

/// Whether the text could have been that of a tool that writes no JSON, too.
enum class TextsTried { no, yes };

/// Refuses what is no JSON text at all, and says what it seems to be: empty, a program, compressed, UTF-16, something
/// else.
Result<void> refuse_non_json(std::string_view text, const std::string& source, TextsTried texts = TextsTried::no);

/// What a JSON document is, by its schema or its top-level keys; an error names what it saw.
Result<FileKind> kind_of(const Json& root, const std::string& source);

}  // namespace trackmeet::model
