// SPDX-License-Identifier: Apache-2.0
#include "app/dueling.hpp"

namespace trackmeet::app {

Result<std::vector<duet::Match>> match_revisions(const Revisions&, const DuelingOptions&, const Config&) {
  return failure(ErrorCode::usage, "not yet");
}

}  // namespace trackmeet::app
