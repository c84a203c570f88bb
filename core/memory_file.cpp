// SPDX-License-Identifier: Apache-2.0
#include "core/memory_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

namespace trackmeet {

std::optional<MemoryFile> MemoryFile::create() {
  constexpr int three_digits = 100;
  const Descriptor made(::memfd_create("trackmeet", MFD_CLOEXEC));
  if (!made.open()) return std::nullopt;
  Descriptor file(::fcntl(made.get(), F_DUPFD_CLOEXEC, three_digits));
  if (!file.open()) return std::nullopt;
  std::filesystem::path path = fmt::format("/proc/{}/fd/{}", ::getpid(), file.get());
  if (::access(path.c_str(), R_OK | W_OK) != 0) return std::nullopt;  // no /proc, or one of other processes
  return MemoryFile(std::move(file), std::move(path));
}

bool MemoryFile::clear() { return ::ftruncate(file_.get(), 0) == 0; }

}  // namespace trackmeet
