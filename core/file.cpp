// SPDX-License-Identifier: Apache-2.0
#include "core/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "core/byte_source.hpp"
#include "core/descriptor.hpp"

namespace trackmeet {
namespace {

tl::unexpected<Error> system_failure(const std::string& what, const std::filesystem::path& path, int error,
                                     std::string hint = {}) {
  return failure(ErrorCode::io, fmt::format("{}: {}", what, std::strerror(error)), SourcePos{path.string()},
                 std::move(hint));
}

std::string hint_for_reading(int error) {
  if (error == ENOENT) return "check the path; results lie in results/ unless --out said otherwise";
  if (error == EACCES) return "you may not read it: check its owner and mode";
  return {};
}

std::string hint_for_writing(int error) {
  if (error == ENOSPC || error == EDQUOT) return "the disk is full: free some space and try again";
  if (error == EACCES || error == EROFS || error == EPERM) return "choose a folder that you may write to";
  return {};
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Whether something is there that a file must not take the place of.
bool is_special(const std::filesystem::path& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

std::filesystem::path behind_links(const std::filesystem::path& path) {
  std::error_code unknown;
  if (!std::filesystem::is_symlink(path, unknown)) return path;
  std::filesystem::path target = std::filesystem::canonical(path, unknown);
  return unknown ? path : target;
}

/// A regular file, or standard input for `-`.
Result<Descriptor> open_to_read(const std::filesystem::path& path, struct stat& status) {
  const bool standard_input = path == "-";
  Descriptor file(standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.open()) return system_failure("cannot open it", path, errno, hint_for_reading(errno));
  if (::fstat(file.get(), &status) != 0) return system_failure("cannot look at it", path, errno);
  if (S_ISDIR(status.st_mode))
    return failure(ErrorCode::input, "this is a folder, not a file", SourcePos{path.string()});
  if (!standard_input && !S_ISREG(status.st_mode))
    return failure(ErrorCode::input, "this is not a regular file", SourcePos{path.string()});
  return file;
}

class File : public ByteSource {
public:
  File(Descriptor file, std::filesystem::path path) : file_(std::move(file)), path_(std::move(path)) {}

  Result<std::size_t> read(std::span<char> into) override {
    for (;;) {
      const ssize_t got = ::read(file_.get(), into.data(), into.size());
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) return system_failure("cannot read it", path_, errno);
    }
  }

private:
  Descriptor file_;
  std::filesystem::path path_;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_bytes(const std::filesystem::path& path) {
  struct stat status {};
  Result<Descriptor> file = open_to_read(path, status);
  if (!file) return passed_on(file);
  return std::make_unique<File>(std::move(*file), path);
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
  struct stat status {};
  Result<Descriptor> opened = open_to_read(path, status);
  if (!opened) return passed_on(opened);
  const Descriptor& file = *opened;

  std::string text;
  const auto too_large = [&] {
    return failure(ErrorCode::input, fmt::format("the file is larger than {} bytes", limit), SourcePos{path.string()});
  };
  if (S_ISREG(status.st_mode)) {
    if (static_cast<std::size_t>(status.st_size) > limit) return too_large();
  }
  // Most files are as long as they say, and small; a page more finds their end.
  const std::size_t said = S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) : 0;
  const std::size_t step = std::clamp(said + 1, std::size_t{1} << 12U, std::size_t{1} << 18U);
  text.reserve(said + step);
  for (;;) {
    const std::size_t have = text.size();
    text.resize(have + step);
    const ssize_t got = ::read(file.get(), text.data() + have, step);
    const int error = errno;
    text.resize(have + static_cast<std::size_t>(got > 0 ? got : 0));
    if (got < 0 && error == EINTR) continue;
    if (got < 0) return system_failure("cannot read it", path, error);
    if (got == 0) return text;
    if (text.size() > limit) return too_large();
  }
}

Result<std::string> read_file_end(const std::filesystem::path& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.open()) return system_failure("cannot open it", path, errno, hint_for_reading(errno));
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return system_failure("cannot look at it", path, errno);
  if (!S_ISREG(status.st_mode))
    return failure(ErrorCode::input, "this is not a regular file", SourcePos{path.string()});
  const std::size_t size = static_cast<std::size_t>(status.st_size);
  std::string text(std::min(size, limit), '\0');
  std::size_t have = 0;
  while (have < text.size()) {
    const auto offset = static_cast<off_t>(size - text.size() + have);
    const ssize_t got = ::pread(file.get(), text.data() + have, text.size() - have, offset);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failure("cannot read it", path, errno);
    if (got == 0) break;  // it was cut short meanwhile
    have += static_cast<std::size_t>(got);
  }
  text.resize(have);
  return text;
}

Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view text) {
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  std::error_code made;
  std::filesystem::create_directories(folder, made);
  if (made) return system_failure("cannot make the folder", folder, made.value(), hint_for_writing(made.value()));

  std::string temporary = (folder / ("." + path.filename().string() + ".XXXXXX")).string();
  Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!file.open()) return system_failure("cannot write it", path, errno, hint_for_writing(errno));

  const mode_t mask = ::umask(0);
  ::umask(mask);
  const bool whole = write_all(file.get(), text) && ::fchmod(file.get(), 0666 & ~mask) == 0 &&
                     ::fsync(file.get()) == 0 && file.close() && ::rename(temporary.c_str(), path.c_str()) == 0;
  if (!whole) {
    const int error = errno;
    ::unlink(temporary.c_str());
    return system_failure("cannot write it", path, error, hint_for_writing(error));
  }
  const Descriptor parent(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (parent.open()) ::fsync(parent.get());
  return {};
}

Result<void> write_output(const std::filesystem::path& path, std::string_view text) {
  if (!is_special(path)) return write_file_atomically(behind_links(path), text);
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.open() || !write_all(file.get(), text) || !file.close())
    return system_failure("cannot write it", path, errno, hint_for_writing(errno));
  return {};
}

Result<void> ensure_output_writable(const std::filesystem::path& path) {
  if (is_special(path)) {
    if (::access(path.c_str(), W_OK) == 0) return {};
    return system_failure("cannot write it", path, errno, hint_for_writing(errno));
  }
  const std::filesystem::path target = behind_links(path);
  return ensure_writable_folder(target.has_parent_path() ? target.parent_path() : ".");
}

Result<void> ensure_writable_folder(const std::filesystem::path& folder) {
  std::error_code made;
  std::filesystem::create_directories(folder, made);
  if (made) return system_failure("cannot make the folder", folder, made.value(), hint_for_writing(made.value()));
  std::string probe = (folder / ".writable.XXXXXX").string();
  const Descriptor file(::mkostemp(probe.data(), O_CLOEXEC));
  if (!file.open()) return system_failure("cannot write into the folder", folder, errno, hint_for_writing(errno));
  ::unlink(probe.c_str());
  return {};
}

}  // namespace trackmeet
