// SPDX-License-Identifier: Apache-2.0
#include "suites/support/page_cache.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <system_error>

namespace trackmeet::suites {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> refused(const char* what, const fs::path& file) {
  return failure(ErrorCode::io, fmt::format("{}: {}", what, std::generic_category().message(errno)),
                 SourcePos{file.string()});
}

class OpenFile {
public:
  explicit OpenFile(const fs::path& file) : handle_(open(file.c_str(), O_RDONLY | O_CLOEXEC)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (handle_ >= 0) close(handle_);
  }
  int handle() const { return handle_; }

private:
  int handle_;
};

std::size_t page_size() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }

/// By <linux/magic.h>; the file systems that temporary files are likely to lie in.
std::string file_system_of(int handle) {
  struct statfs facts {};
  if (fstatfs(handle, &facts) != 0) return "an unknown file system";
  switch (facts.f_type) {
    case 0x01021994:
      return "tmpfs";
    case 0x794C7630:
      return "overlayfs";
    case 0x858458F6:
      return "ramfs";
    case 0xEF53:
      return "ext4";
    case 0x58465342:
      return "xfs";
    case 0x9123683E:
      return "btrfs";
    case 0x2FC12FC1:
      return "zfs";
    case 0x6969:
      return "nfs";
    default:
      return fmt::format("a file system of type 0x{:x}", static_cast<unsigned long>(facts.f_type));
  }
}

/// Asks in pieces, so that the answer fits the stack.
Result<std::size_t> pages_in_memory(std::byte* begin, std::size_t pages, const fs::path& file) {
  std::array<unsigned char, 4096> answer{};
  std::size_t found = 0;
  for (std::size_t first = 0; first < pages; first += answer.size()) {
    const std::size_t count = std::min(answer.size(), pages - first);
    if (mincore(begin + first * page_size(), count * page_size(), answer.data()) != 0) {
      return refused("what of it lies in memory cannot be told", file);
    }
    const auto* const end = answer.data() + count;
    found += static_cast<std::size_t>(
        std::count_if(std::as_const(answer).data(), end, [](unsigned char page) { return (page & 1U) != 0; }));
  }
  return found;
}

Result<CachedPages> cached_pages(int handle, const fs::path& file) {
  struct stat facts {};
  if (fstat(handle, &facts) != 0) return refused("cannot look at it", file);
  const auto bytes = static_cast<std::size_t>(facts.st_size);
  if (bytes == 0) return failure(ErrorCode::input, "the file is empty", SourcePos{file.string()});
  void* const mapped = mmap(nullptr, bytes, PROT_READ, MAP_SHARED, handle, 0);
  if (mapped == MAP_FAILED) return refused("cannot map it", file);
  const std::size_t pages = (bytes + page_size() - 1) / page_size();
  auto in_memory = pages_in_memory(static_cast<std::byte*>(mapped), pages, file);
  munmap(mapped, bytes);
  if (!in_memory) return passed_on(in_memory);
  return CachedPages{.all = pages, .in_memory = *in_memory};
}

}  // namespace

Result<CachedPages> cached_pages(const fs::path& file) {
  const OpenFile opened(file);
  if (opened.handle() < 0) return refused("cannot open it", file);
  return cached_pages(opened.handle(), file);
}

Result<void> drop_from_page_cache(const fs::path& file) {
  const OpenFile opened(file);
  if (opened.handle() < 0) return refused("cannot open it", file);
  if (fsync(opened.handle()) != 0) return refused("cannot write it out", file);
  constexpr int attempts = 3;  // pages that another processor is about to file are passed over
  CachedPages left;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    if (const int problem = posix_fadvise(opened.handle(), 0, 0, POSIX_FADV_DONTNEED); problem != 0) {
      errno = problem;
      return refused("the system does not take advice on it", file);
    }
    auto cached = cached_pages(opened.handle(), file);
    if (!cached) return passed_on(cached);
    left = *cached;
    if (left.in_memory == 0) return {};
  }
  return failure(ErrorCode::io,
                 fmt::format("this cannot be measured cold here: {} of {} pages stay in memory, which is up to {}",
                             left.in_memory, left.all, file_system_of(opened.handle())),
                 SourcePos{file.string()}, "set TMPDIR to a folder on a disk");
}

}  // namespace trackmeet::suites
