// SPDX-License-Identifier: Apache-2.0
#include "core/file_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace trackmeet {
namespace {

/// 0 or what went wrong.
int lock(const Descriptor& file, int how) {
  while (::flock(file.get(), how) != 0)
    if (errno != EINTR) return errno;
  return 0;
}

tl::unexpected<Error> cannot_lock(const std::filesystem::path& path, int error) {
  return failure(ErrorCode::io, fmt::format("cannot lock it: {}", std::strerror(error)), SourcePos{path.string()},
                 "use a folder on a local disk that you may write to");
}

}  // namespace

Result<std::optional<FileLock>> FileLock::try_take(const std::filesystem::path& path, Kind kind) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (!file.open()) return cannot_lock(path, errno);
  const int error = lock(file, (kind == Kind::shared ? LOCK_SH : LOCK_EX) | LOCK_NB);
  if (error == EWOULDBLOCK) return std::nullopt;
  if (error != 0) return cannot_lock(path, error);
  return FileLock(path, std::move(file));
}

Result<void> FileLock::share() {
  const int error = lock(file_, LOCK_SH);
  if (error != 0) return cannot_lock(path_, error);
  return {};
}

}  // namespace trackmeet
