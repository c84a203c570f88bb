// SPDX-License-Identifier: Apache-2.0
#include "core/guardian.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>

namespace trackmeet {
namespace {

/// In a process of its own; only async-signal-safe calls. All signals are blocked: it ends with its task.
[[noreturn]] void guard(pid_t group, int lifeline) {
  ::setpgid(0, 0);  // Ctrl-C is for the others
  ::dup2(lifeline, STDIN_FILENO);
#ifdef SYS_close_range
  ::syscall(SYS_close_range, 1U, ~0U, 0U);  // it keeps nobody waiting for the end of a pipe
#endif
  char word = 0;
  ssize_t got = 0;
  do got = ::read(STDIN_FILENO, &word, 1);
  while (got < 0 && errno == EINTR);
  if (got == 0) {
    ::kill(-group, SIGTERM);
    const timespec half_a_second{0, 500'000'000};
    ::nanosleep(&half_a_second, nullptr);
    ::kill(-group, SIGKILL);
  }
  ::_exit(0);
}

}  // namespace

Guardian::Guardian(pid_t group) {
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) return;
  const Descriptor read_end(ends[0]);
  lifeline_ = Descriptor(ends[1]);
  sigset_t all, before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_ = ::fork();
  if (pid_ == 0) {
    ::close(ends[1]);
    guard(group, ends[0]);
  }
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

Guardian::~Guardian() {
  if (pid_ <= 0) return;
  [[maybe_unused]] const ssize_t told = ::write(lifeline_.get(), "x", 1);
  lifeline_.close();
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace trackmeet
