// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// The files of report/html/ and the chart library, as the build embeds them (cmake/EmbedFiles.cmake).
namespace trackmeet::report::html_assets {

extern const std::string_view page;     ///< the page, with `{{word}}` where something is filled in
extern const std::string_view style;    ///< CSS
extern const std::string_view script;   ///< ours
extern const std::string_view charts;   ///< Chart.js, minified, as its package has it
extern const std::string_view licence;  ///< of Chart.js

}  // namespace trackmeet::report::html_assets
