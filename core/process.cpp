// SPDX-License-Identifier: Apache-2.0
#include "core/process.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "core/file.hpp"
#include "core/guardian.hpp"
#include "core/spawn.hpp"

namespace trackmeet {
namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds stop_check_every{250};
constexpr milliseconds grace{500};          ///< between asking a process to end and ending it
constexpr milliseconds drain_at_most{200};  ///< for output that is still in the pipes when the child has ended

/// The end of a stream, at most `limit` bytes of it.
class Tail {
public:
  explicit Tail(std::size_t limit) : limit_(limit) {}

  void append(std::string_view text) {
    text_ += text;
    if (text_.size() > 2 * limit_) trim();
  }
  std::string take() {
    trim();
    return std::move(text_);
  }

private:
  void trim() {
    if (text_.size() > limit_) text_.erase(0, text_.size() - limit_);
  }
  std::size_t limit_;
  std::string text_;
};

/// Reads what is there; closes the descriptor at its end. False: nothing more for now.
bool read_some(Descriptor& from, Tail& into) {
  if (!from.open()) return false;
  char buffer[1U << 16U];
  const ssize_t got = ::read(from.get(), buffer, sizeof buffer);
  if (got > 0) {
    into.append({buffer, static_cast<std::size_t>(got)});
    return true;
  }
  if (got < 0 && errno == EINTR) return true;
  if (got < 0 && errno == EAGAIN) return false;
  from.close();
  return false;
}

/// The largest resident set that this process ever had: what a child inherits before exec, and so the least that can be
/// told of it.
std::optional<std::uint64_t> own_peak_rss_bytes() {
  const Result<std::string> status = read_file("/proc/self/status");
  constexpr std::string_view key = "VmHWM:";
  const std::size_t at = status ? status->find(key) : std::string::npos;
  if (at == std::string::npos) return std::nullopt;
  const std::size_t digits = status->find_first_of("0123456789", at);
  if (digits == std::string::npos) return std::nullopt;
  std::uint64_t kib = 0;
  std::from_chars(status->data() + digits, status->data() + status->size(), kib);
  return kib * 1024;
}

/// Whether a child with this peak reached it on its own. The system's record of this process is quick to read but
/// counts what ran in it before its own program, too: it is the last word only for those beyond it.
bool exceeds_what_we_had(std::uint64_t peak_bytes) {
  static std::atomic<std::uint64_t> had_bytes = 0;  // a peak only grows
  if (peak_bytes <= had_bytes) return false;
  rusage ours{};
  if (::getrusage(RUSAGE_SELF, &ours) == 0 && peak_bytes > static_cast<std::uint64_t>(ours.ru_maxrss) * 1024)
    return true;
  const std::optional<std::uint64_t> since_exec = own_peak_rss_bytes();
  if (since_exec) had_bytes = *since_exec;
  return since_exec && peak_bytes > *since_exec;
}

/// Follows one child from start to end.
class Watch {
public:
  Watch(Child child, const Command& command, Steady::time_point started, const std::atomic<bool>* stop)
      : child_(std::move(child)),
        stop_(stop),
        started_(started),
        out_(command.output_limit_bytes),
        err_(command.output_limit_bytes) {
    if (command.timeout.count() > 0) deadline_ = started_ + command.timeout;
  }

  ProcessOutcome run() {
    while (!ended()) {
      poll_until(next_wake());
      read_some(child_.out, out_);
      read_some(child_.err, err_);
      if (!ended()) end_if_due();
    }
    outcome_.seconds = std::chrono::duration<double>(Steady::now() - started_).count();
    ::kill(-child_.pid, SIGKILL);  // what it left behind; the zombie still holds the group's id
    drain();
    reap();
    outcome_.out = out_.take();
    outcome_.err = err_.take();
    return std::move(outcome_);
  }

private:
  bool ended() const {
    siginfo_t info{};
    return ::waitid(P_PID, static_cast<id_t>(child_.pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0;
  }

  /// The next moment at which something is to be done though nothing happens; nothing if there is none.
  std::optional<Steady::time_point> next_wake() const {
    std::optional<Steady::time_point> wake = kill_at_ ? kill_at_ : deadline_;
    const bool must_look = (stop_ != nullptr && !kill_at_) || !child_.alive.open();
    const Steady::time_point look = Steady::now() + stop_check_every;
    if (must_look && (!wake || look < *wake)) wake = look;
    return wake;
  }

  void poll_until(std::optional<Steady::time_point> wake) const {
    pollfd watched[] = {{child_.out.get(), POLLIN, 0}, {child_.err.get(), POLLIN, 0}, {child_.alive.get(), POLLIN, 0}};
    int wait_ms = -1;
    if (wake) {
      const double left_ms = std::chrono::duration<double, std::milli>(*wake - Steady::now()).count();
      wait_ms = static_cast<int>(std::clamp(std::ceil(left_ms), 0.0, 1e9));
    }
    ::poll(watched, std::size(watched), wait_ms);  // an interrupted wait just looks at the stop flag earlier
  }

  void end_if_due() {
    const Steady::time_point now = Steady::now();
    if (kill_at_) {
      if (now < *kill_at_) return;
      ::kill(-child_.pid, SIGKILL);
      kill_at_ = now + grace;  // for those that were born meanwhile
      return;
    }
    const bool interrupted = stop_ != nullptr && stop_->load();
    if (!interrupted && !(deadline_ && now >= *deadline_)) return;
    outcome_.end = interrupted ? ProcessEnd::interrupted : ProcessEnd::timed_out;
    ::kill(-child_.pid, SIGTERM);
    kill_at_ = now + grace;
  }

  /// Reads to the end of both pipes, but does not wait long for one that somebody else still holds open.
  void drain() {
    const Steady::time_point until = Steady::now() + drain_at_most;
    child_.alive.close();
    while ((child_.out.open() || child_.err.open()) && Steady::now() < until) {
      const bool more_out = child_.out.open() && read_some(child_.out, out_);
      const bool more_err = child_.err.open() && read_some(child_.err, err_);
      if (!more_out && !more_err && (child_.out.open() || child_.err.open())) poll_until(until);
    }
  }

  void reap() {
    int status = 0;
    rusage usage{};
    while (::wait4(child_.pid, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    const std::uint64_t peak = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
    if (exceeds_what_we_had(peak)) outcome_.peak_rss_bytes = peak;
    if (kill_at_) return;  // we ended it: how it took that is of no interest
    if (WIFSIGNALED(status)) {
      outcome_.end = ProcessEnd::signalled;
      outcome_.signal = WTERMSIG(status);
    } else {
      outcome_.exit_status = WEXITSTATUS(status);
    }
  }

  Child child_;
  const std::atomic<bool>* stop_;
  Steady::time_point started_;
  std::optional<Steady::time_point> deadline_;
  std::optional<Steady::time_point> kill_at_;  ///< set once it has been asked to end
  Tail out_;
  Tail err_;
  ProcessOutcome outcome_;
};

}  // namespace

Result<ProcessOutcome> run_process(const Command& command, const std::atomic<bool>* stop) {
  if (stop != nullptr && stop->load()) {
    ProcessOutcome never_started;
    never_started.end = ProcessEnd::interrupted;
    return never_started;
  }
  const Steady::time_point started = Steady::now();
  Result<Child> child = spawn(command);
  if (!child) return passed_on(child);
  std::optional<Guardian> guardian;
  if (command.guarded) guardian.emplace(child->pid);
  return Watch(std::move(*child), command, started, stop).run();
}

std::string last_lines(const std::string& text, std::size_t lines) {
  std::string_view rest = text;
  while (!rest.empty() && (rest.back() == '\n' || rest.back() == '\r')) rest.remove_suffix(1);
  if (lines == 0) return {};
  std::size_t start = rest.size();
  while (start > 0 && (rest[start - 1] != '\n' || --lines > 0)) --start;
  return std::string(rest.substr(start));
}

}  // namespace trackmeet
