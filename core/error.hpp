// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace trackmeet {

/// What kind of failure this is; the program's exit status does not depend on it (every failure is 2).
enum class ErrorCode {
  usage,     ///< the command line or the configuration asks for something impossible
  input,     ///< a file or an answer from outside is not what it must be
  io,        ///< the system refused: missing file, full disk, no permission
  conflict,  ///< going on would lose or mislabel data
  internal,  ///< our own mistake
};

/// A place in a file. Lines and columns count from 1; 0 stands for the whole file or line.
struct SourcePos {
  std::string path;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// A failure as a user reads it: where, what, and what to do about it.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;             ///< what is wrong, in one line, without a full stop
  std::optional<SourcePos> where;  ///< the file that is to blame, if one is
  std::string hint;                ///< the way out; empty if there is none
};

/// `results/new.json:12: error: unknown time unit 'nz'` and, if there is a hint, a second line `  hint: …`.
/// Ends without a newline. Control characters in paths and messages are made visible.
std::string to_text(const Error& error);

}  // namespace trackmeet
