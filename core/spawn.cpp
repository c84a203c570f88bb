// SPDX-License-Identifier: Apache-2.0
#include "core/spawn.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/close_range.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

extern char** environ;

namespace trackmeet {
namespace {

/// What the child was doing when it failed, as it tells us through the pipe that exec closes.
enum class Step : int { prepare, enter_folder, limit_memory, execute };

struct StartFailure {
  Step step = Step::prepare;
  int error = 0;
};

/// Everything that the child needs, made before the fork: after it nothing may allocate.
struct Plan {
  std::vector<char*> argv;
  std::vector<char*> environment;
  const char* program = nullptr;
  const char* folder = nullptr;  ///< null: ours
  rlim_t memory_limit = 0;       ///< 0: none
  pid_t parent = 0;
  int in = -1, out = -1, err = -1, report = -1;
};

struct Pipe {
  Descriptor read;
  Descriptor write;
};

/// `fd` itself or a copy of it above the standard ones, which the child is going to replace.
Descriptor above_standard(int fd) {
  if (fd > STDERR_FILENO) return Descriptor(fd);
  const int copy = ::fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  ::close(fd);
  return Descriptor(copy);
}

bool open_pipe(Pipe& pipe) {
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) return false;
  pipe.read = above_standard(ends[0]);
  pipe.write = above_standard(ends[1]);
  return pipe.read.open() && pipe.write.open();
}

/// argv[0] as a path that stays right after a change of folder: looked up in PATH if it is a bare name. Empty: not
/// found.
std::filesystem::path find_program(const std::string& name) {
  std::error_code ignored;
  if (name.find('/') != std::string::npos) return std::filesystem::absolute(name, ignored);
  const char* variable = std::getenv("PATH");
  std::string_view path = variable == nullptr ? "/usr/local/bin:/usr/bin:/bin" : variable;
  for (;;) {
    const std::size_t colon = path.find(':');
    const std::string_view folder = path.substr(0, colon);
    const std::filesystem::path candidate = std::filesystem::path(folder.empty() ? "." : folder) / name;
    if (std::filesystem::is_regular_file(candidate, ignored) && ::access(candidate.c_str(), X_OK) == 0)
      return std::filesystem::absolute(candidate, ignored);
    if (colon == std::string_view::npos) return {};
    path.remove_prefix(colon + 1);
  }
}

std::string_view variable_name(std::string_view assignment) { return assignment.substr(0, assignment.find('=')); }

/// Our environment with `extra` on top, each variable once.
std::vector<std::string> merged_environment(const std::vector<std::string>& extra) {
  std::vector<std::string> merged;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    bool replaced = false;
    for (const std::string& ours : extra) replaced = replaced || variable_name(ours) == variable_name(*entry);
    if (!replaced) merged.emplace_back(*entry);
  }
  merged.insert(merged.end(), extra.begin(), extra.end());
  return merged;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

[[noreturn]] void give_up(const Plan& plan, Step step) {
  const StartFailure failed{step, errno};
  [[maybe_unused]] const ssize_t written = ::write(plan.report, &failed, sizeof failed);
  ::_exit(127);
}

/// The child's side of the fork: only async-signal-safe calls.
[[noreturn]] void become_program(const Plan& plan) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != plan.parent) ::_exit(127);  // it died before the line above could tell the kernel

  struct sigaction by_default {};
  by_default.sa_handler = SIG_DFL;
  for (int signal = 1; signal < NSIG; ++signal) ::sigaction(signal, &by_default, nullptr);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);

  const bool redirected = ::dup2(plan.in, STDIN_FILENO) >= 0 && ::dup2(plan.out, STDOUT_FILENO) >= 0 &&
                          ::dup2(plan.err, STDERR_FILENO) >= 0;
  if (!redirected) give_up(plan, Step::prepare);
#if defined(SYS_close_range) && defined(CLOSE_RANGE_CLOEXEC)
  ::syscall(SYS_close_range, 3U, ~0U,
            CLOSE_RANGE_CLOEXEC);  // what other code of ours forgot to mark; older kernels: kept
#endif
  if (plan.folder != nullptr && ::chdir(plan.folder) != 0) give_up(plan, Step::enter_folder);
  if (plan.memory_limit > 0) {
    const rlimit limit{plan.memory_limit, plan.memory_limit};
    if (::setrlimit(RLIMIT_AS, &limit) != 0) give_up(plan, Step::limit_memory);
  }
  ::execve(plan.program, plan.argv.data(), plan.environment.data());
  give_up(plan, Step::execute);
}

tl::unexpected<Error> no_resources(const std::string& program, int error) {
  return failure(ErrorCode::io, fmt::format("cannot start '{}': {}", program, std::strerror(error)),
                 "the system is short of processes, memory or file descriptors: close something and try again");
}

tl::unexpected<Error> cannot_execute(const std::string& program, const std::filesystem::path& path, int error) {
  std::error_code ignored;
  const auto because = [&](std::string_view what, std::string hint) {
    return failure(ErrorCode::io, fmt::format("cannot start '{}': {}", program, what), std::move(hint));
  };
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      if (std::filesystem::exists(path, ignored))
        return because("its interpreter or dynamic loader is missing",
                       "look at its first line (#!) or at `ldd`, and install what it needs");
      return because("there is no such file", "check the path, and whether it has been built");
    case EACCES:
    case EPERM:
      if (std::filesystem::is_directory(path, ignored))
        return because("it is a folder, not a program", "name the executable within it");
      return because("it is not executable for you", fmt::format("chmod +x {}", path.string()));
    case ENOEXEC:
      return because("this machine cannot run its format",
                     "it was built for another architecture, is damaged, or is a script without a #! line");
    case ETXTBSY:
      return because("it is being written to", "wait until it has been built");
    case ENOMEM:
      return because("not enough memory", "raise the memory limit");
    case E2BIG:
      return because("its arguments and environment are too long", "pass less");
    default:
      return because(std::strerror(error), {});
  }
}

tl::unexpected<Error> explained(const StartFailure& failed, const Command& command, const Plan& plan) {
  const std::string& program = command.argv.front();
  switch (failed.step) {
    case Step::enter_folder:
      return failure(ErrorCode::io,
                     fmt::format("cannot start '{}' in the folder '{}': {}", program, command.working_folder,
                                 std::strerror(failed.error)),
                     "check the folder");
    case Step::limit_memory:
      return failure(ErrorCode::io,
                     fmt::format("cannot limit '{}' to {} bytes of memory: {}", program, command.memory_limit_bytes,
                                 std::strerror(failed.error)),
                     "choose a limit below the hard limit that `ulimit -Hv` shows");
    case Step::execute:
      return cannot_execute(program, plan.program, failed.error);
    case Step::prepare:
      break;
  }
  return no_resources(program, failed.error);
}

/// Blocks all signals for as long as it lives, so that no handler of ours runs in the child.
class SignalsBlocked {
public:
  SignalsBlocked() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

private:
  sigset_t before_{};
};

/// Waits until the program runs (the pipe closes without a word) or the child has told why it does not.
StartFailure read_report(int fd) {
  StartFailure failed;
  ssize_t got = 0;
  do got = ::read(fd, &failed, sizeof failed);
  while (got < 0 && errno == EINTR);
  return got == static_cast<ssize_t>(sizeof failed) ? failed : StartFailure{};
}

}  // namespace

Result<Child> spawn(const Command& command) {
  if (command.argv.empty() || command.argv.front().empty())
    return failure(ErrorCode::usage, "cannot start a program without a name");
  const std::string& program = command.argv.front();
  const std::filesystem::path path = find_program(program);
  if (path.empty())
    return failure(ErrorCode::io, fmt::format("cannot start '{}': it is in no folder of PATH", program),
                   "install it, or name it by its path");

  const Descriptor in = above_standard(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  Pipe out;
  Pipe err;
  Pipe report;
  if (!in.open() || !open_pipe(out) || !open_pipe(err) || !open_pipe(report)) return no_resources(program, errno);
  ::fcntl(out.read.get(), F_SETFL, O_NONBLOCK);
  ::fcntl(err.read.get(), F_SETFL, O_NONBLOCK);

  std::vector<std::string> arguments = command.argv;
  std::vector<std::string> environment = merged_environment(command.extra_environment);
  Plan plan;
  plan.argv = pointers_to(arguments);
  plan.environment = pointers_to(environment);
  plan.program = path.c_str();
  plan.folder = command.working_folder.empty() ? nullptr : command.working_folder.c_str();
  plan.memory_limit = command.memory_limit_bytes;
  plan.parent = ::getpid();
  plan.in = in.get();
  plan.out = out.write.get();
  plan.err = err.write.get();
  plan.report = report.write.get();

  Child child;
  {
    const SignalsBlocked blocked;
    // Not fork: that copies the page tables of all that we hold. Until the program runs, the child uses our memory
    // while we stand still, and it changes nothing there.
    child.pid = ::vfork();
    if (child.pid == 0) become_program(plan);
  }
  if (child.pid < 0) return no_resources(program, errno);
  ::setpgid(child.pid, child.pid);  // the child does it too: whoever comes first
  out.write.close();
  err.write.close();
  report.write.close();

  const StartFailure failed = read_report(report.read.get());
  if (failed.error != 0) {
    while (::waitpid(child.pid, nullptr, 0) < 0 && errno == EINTR) {
    }
    return explained(failed, command, plan);
  }
  child.out = std::move(out.read);
  child.err = std::move(err.read);
  child.alive = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, child.pid, 0)));
  return child;
}

}  // namespace trackmeet
