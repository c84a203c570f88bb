// SPDX-License-Identifier: Apache-2.0
#include "app/read_sides.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <future>
#include <utility>

#include "model/read_results.hpp"

namespace trackmeet::app {

Result<SidesRead> read_sides(const std::string& base, const std::string& head, const std::string& format) {
  using model::Keep;
  std::future<Result<model::Baseline>> base_read = std::async(std::launch::async, [&] {
    return model::read_base({base, format, Keep::what_is_compared});
  });
  Result<model::Run> head_read = model::read_results({head, format, Keep::what_is_compared});
  Result<model::Baseline> base_side = base_read.get();
  if (!base_side) return passed_on(base_side);
  if (!head_read) return passed_on(head_read);
  return SidesRead{std::move(*base_side), std::move(*head_read)};
}

std::string from_help() {
  return fmt::format("What the files were written by, where their content does not tell: {}",
                     fmt::join(model::format_names(), ", "));
}

}  // namespace trackmeet::app
