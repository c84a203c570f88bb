// SPDX-License-Identifier: Apache-2.0
#include "runner/journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <functional>
#include <system_error>
#include <utility>

#include "core/file.hpp"

namespace trackmeet::runner {
namespace {

tl::unexpected<Error> system_failure(std::string_view what, const std::filesystem::path& path, int error) {
  const bool full = error == ENOSPC || error == EDQUOT;
  return failure(ErrorCode::io, fmt::format("{}: {}", what, std::strerror(error)), SourcePos{path.string()},
                 full ? "the disk is full: free some space, then continue the session" : "");
}

/// Whether we are now the only one at `file`.
Result<void> lock(const Descriptor& file, const std::filesystem::path& path) {
  while (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) return system_failure("cannot lock the journal", path, errno);
    return failure(ErrorCode::conflict, "another process is measuring this session", SourcePos{path.string()},
                   "wait until it has finished, or stop it first");
  }
  struct stat status {};
  if (::fstat(file.get(), &status) == 0 && status.st_nlink == 0)
    return failure(ErrorCode::conflict, "this session has just been finished by another process",
                   SourcePos{path.string()}, "its results file lies beside the journal's folder");
  return {};
}

void sync_folder(const std::filesystem::path& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.open()) ::fsync(opened.get());
}

}  // namespace

Result<Journal> Journal::create(const std::filesystem::path& path, std::string_view first_line) {
  if (Result<void> folder = ensure_writable_folder(path.parent_path()); !folder) return passed_on(folder);
  Descriptor file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file.open()) return system_failure("cannot make the journal", path, errno);
  if (Result<void> locked = lock(file, path); !locked) return passed_on(locked);
  Journal journal(path, std::move(file));
  if (Result<void> written = journal.append(first_line); !written) {
    journal.remove();
    return passed_on(written);
  }
  sync_folder(path.parent_path());
  return journal;
}

Result<Journal> Journal::take_up(const std::filesystem::path& path) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
  if (!file.open()) {
    const int error = errno;
    if (error == ENOENT)
      return failure(ErrorCode::io, "there is no such journal", SourcePos{path.string()},
                     "the journals of unfinished sessions lie in .journal/ below the results folder");
    return system_failure("cannot open the journal", path, error);
  }
  if (Result<void> locked = lock(file, path); !locked) return passed_on(locked);
  Result<std::string> text = read_file(path);
  if (!text) return passed_on(text);

  Journal journal(path, std::move(file));
  std::size_t start = 0;
  const std::size_t sound =
      std::min(text->find('\0'), text->size());  // some file systems leave zeros after a power loss
  for (std::size_t end = text->find('\n'); end < sound; start = end + 1, end = text->find('\n', start))
    journal.lines_.push_back(text->substr(start, end - start));
  if (journal.lines_.empty())
    return failure(ErrorCode::input, "the journal holds nothing: its session had not begun", SourcePos{path.string()},
                   "delete it and measure anew");
  if (start < text->size() && ::ftruncate(journal.file_.get(), static_cast<off_t>(start)) != 0)
    return system_failure("cannot cut off the unfinished last line of the journal", path, errno);
  return journal;
}

Result<void> Journal::append(std::string_view line, Durable durable) {
  assert(line.find('\n') == std::string_view::npos);
  const std::string whole = std::string(line) + "\n";
  for (std::string_view rest = whole; !rest.empty();) {
    const ssize_t written = ::write(file_.get(), rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return system_failure("cannot write the journal", path_, errno);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  if (durable == Durable::now && ::fsync(file_.get()) != 0)
    return system_failure("cannot write the journal", path_, errno);
  return {};
}

void Journal::remove() {
  ::unlink(path_.c_str());
  sync_folder(path_.parent_path());
}

std::vector<std::filesystem::path> unfinished_journals(const std::filesystem::path& folder) {
  std::vector<std::pair<std::filesystem::file_time_type, std::filesystem::path>> found;
  std::error_code ignored;
  for (const std::filesystem::directory_entry& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".jsonl") found.emplace_back(entry.last_write_time(ignored), entry.path());
  std::ranges::sort(found, std::greater<>());
  std::vector<std::filesystem::path> journals;
  for (auto& [time, path] : found) journals.push_back(std::move(path));
  return journals;
}

}  // namespace trackmeet::runner
