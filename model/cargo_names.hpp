// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace trackmeet::model {

/// The source of the executable that cargo says it runs from here on: `benches/a.rs` of
/// `     Running benches/a.rs (target/release/deps/a-0123)`, which may have `unittests` before it. Empty if the line,
/// which must have no colours, says no such thing.
std::string_view cargo_source(std::string_view line);

/// Tells benchmarks of one name apart that several of cargo's executables have.
class CargoNames {
public:
  /// The first source that has a benchmark of that name leaves it bare, so that one more executable does not rename
  /// what was there; elsewhere the source follows: `fib (benches/b.rs)`. An empty source is one that is not told.
  std::string name(std::string_view benchmark, std::string_view source);

private:
  std::unordered_map<std::string, std::string> first_source_;  ///< by the bare name
};

}  // namespace trackmeet::model
