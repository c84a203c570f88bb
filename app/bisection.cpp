// SPDX-License-Identifier: Apache-2.0
#include "app/bisection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "app/config.hpp"
#include "app/interrupt.hpp"
#include "app/revisions.hpp"
#include "core/file.hpp"
#include "core/printable.hpp"
#include "core/say.hpp"
#include "core/units.hpp"
#include "duet/bisect.hpp"
#include "duet/hot_functions.hpp"
#include "duet/same_code.hpp"
#include "vcs/history.hpp"

namespace trackmeet::app {
namespace {

/// `+3.1 % [+2.9, +3.4] %`
std::string change_text(const compare::BlockEvidence& evidence) {
  const auto number = [](double log) {
    std::string text = format_change(std::expm1(log));
    if (text.ends_with(" %")) text.resize(text.size() - 2);
    return text;
  };
  return fmt::format("{} [{}, {}] %", format_change(std::expm1(evidence.shift)), number(evidence.low),
                     number(evidence.high));
}

std::string commit_line(const vcs::Revision& commit) {
  return fmt::format("{} {}", commit.commit.substr(0, 7), printable(commit.subject));
}

/// The hottest of them; with other flags of the compiler, say, all differ.
void print_functions(std::string_view what, const std::vector<std::string>& names) {
  constexpr std::size_t most = 10;
  for (const std::string& name : std::span(names).first(std::min(most, names.size())))
    fmt::print("  {}: {}\n", what, name);
  if (names.size() > most) fmt::print("  {}: {} more\n", what, names.size() - most);
}

/// One bisection: what it builds, and the duets that it plays.
class Bisection {
public:
  Bisection(const BisectOptions& options, const Config& config, StateBuilder builder, duet::DuetOptions duet)
      : options_(options), config_(config), builder_(std::move(builder)), duet_(std::move(duet)) {}

  Result<ExitStatus> run() {
    Result<std::vector<vcs::Revision>> history = vcs::history_between(config_.root, options_.good, options_.bad);
    if (!history) return passed_on(history);
    commits_ = std::move(*history);
    Result<SourceState> good = revision_state(config_, options_.good);
    if (!good) return passed_on(good);
    good_state_ = std::move(*good);
    Result<std::optional<BuiltState>> built = build(good_state_);
    if (!built) return passed_on(built);
    if (!*built) return tl::make_unexpected(*why_not_built_);
    good_ = std::move(**built);
    if (Result<void> found = find_suite(); !found) return passed_on(found);

    say("{} between {} and {}: is {} worse at all?\n", format_count(commits_.size(), "commit"),
        printable(options_.good), printable(options_.bad), printable(options_.benchmark));
    Result<std::optional<duet::JudgedTime>> whole = against(good_, commits_.size() - 1, 0);
    if (!whole) return passed_on(whole);
    if (!*whole) return tl::make_unexpected(*why_not_built_);
    if (!(*whole)->failure.empty())
      return failure(ErrorCode::input,
                     fmt::format("{} cannot be measured: {}", printable(options_.benchmark), (*whole)->failure));
    const compare::BlockEvidence& regression = (*whole)->evidence;
    if (regression.proven != compare::Proven::worse) return nothing_to_find(regression);
    say("it is: {}\n", change_text(regression));

    const double half = regression.shift / 2;
    Result<duet::BisectSearch> search = duet::search_first_bad(
        commits_.size(), [&](std::size_t commit, const duet::BisectSearch& so_far) -> Result<duet::CommitAnswer> {
          say("{} left, about {}: {}\n", format_count(so_far.candidates().size(), "candidate"),
              format_count(so_far.steps_left(), "step"), commit_line(commits_[commit]));
          Result<std::optional<duet::JudgedTime>> time = against(good_, commit, half);
          if (!time) return passed_on(time);
          if (!*time) {
            say("  does not build: skipped\n");
            return duet::CommitAnswer::skipped;
          }
          const duet::CommitAnswer answer = duet::answer_of(**time);
          say("  {}{}\n", in_words(answer),
              (*time)->failure.empty() ? ": " + change_text((*time)->evidence) : ": " + (*time)->failure);
          return answer;
        });
    if (!search) return passed_on(search);
    const std::vector<std::size_t> candidates = search->candidates();
    return candidates.size() == 1 ? found(candidates.front()) : narrowed_down(candidates, *search);
  }

private:
  static const char* in_words(duet::CommitAnswer answer) {
    switch (answer) {
      case duet::CommitAnswer::good:
        return "good";
      case duet::CommitAnswer::bad:
        return "bad";
      case duet::CommitAnswer::skipped:
        return "skipped";
      case duet::CommitAnswer::undecided:
        return "undecided";
    }
    return "?";
  }

  SourceState state_of(std::size_t commit) const {
    SourceState state = good_state_;
    state.source.commit = commits_[commit].commit;
    state.source.tree = commits_[commit].tree;
    state.source.label = commits_[commit].commit.substr(0, 7);
    state.git = {};
    state.git.commit = commits_[commit].commit;
    state.git.commit_time = commits_[commit].commit_time;
    state.git.describe = commits_[commit].describe;
    return state;
  }

  /// Nothing, with `why_not_built_`, if it does not build.
  Result<std::optional<BuiltState>> build(const SourceState& state) {
    Result<BuiltState> built = builder_.build(state);
    if (!built) return passed_on(built);
    if (built->build.ok()) return std::optional(std::move(*built));
    why_not_built_ = build_error(*built);
    return std::optional<BuiltState>();
  }

  /// The suite that has the benchmark, in the good build.
  Result<void> find_suite() {
    for (const ConfiguredSuite& suite : good_.suites) {
      Result<duet::Contender> contender = contender_in(good_, suite, options_.dueling);
      if (!contender) return passed_on(contender);
      const std::vector<std::string>& names = contender->suite.benchmarks;
      if (std::ranges::find(names, options_.benchmark) == names.end()) continue;
      suite_ = suite.name;
      return {};
    }
    return failure(ErrorCode::usage,
                   fmt::format("there is no benchmark '{}' in {}", printable(options_.benchmark), options_.good),
                   "name it as `trackmeet run` lists it; --profile full has more of them");
  }

  Result<duet::Contender> side(const BuiltState& built) const {
    const auto suite = std::ranges::find(built.suites, suite_, &ConfiguredSuite::name);
    if (suite == built.suites.end())
      return failure(ErrorCode::input, fmt::format("{} has no suite '{}'", built.state.source.label, suite_));
    return contender_in(built, *suite, options_.dueling);
  }

  /// Nothing if the commit does not build.
  Result<std::optional<duet::JudgedTime>> against(const BuiltState& base, std::size_t commit, double centre) {
    Result<std::optional<BuiltState>> head = build(state_of(commit));
    if (!head) return passed_on(head);
    if (!*head) return std::optional<duet::JudgedTime>();
    Result<duet::JudgedTime> time = measured(base, **head, centre);
    if (!time) return passed_on(time);
    return std::optional(std::move(*time));
  }

  Result<duet::JudgedTime> measured(const BuiltState& base, const BuiltState& head, double centre) const {
    duet::Match match;
    Result<duet::Contender> base_side = side(base);
    if (!base_side) return passed_on(base_side);
    Result<duet::Contender> head_side = side(head);
    if (!head_side) return passed_on(head_side);
    match.base = std::move(*base_side);
    match.head = std::move(*head_side);
    std::optional<duet::JudgedTime> time;
    Result<duet::DuetResult> played = with_duet_progress([&](duet::DuetContext& context) -> Result<duet::DuetResult> {
      Result<duet::JudgedTime> judged = duet::measure_time(match, options_.benchmark, centre, duet_, context);
      if (!judged) return passed_on(judged);
      time = std::move(*judged);
      return duet::DuetResult();
    });
    if (!played) return passed_on(played);
    return std::move(*time);
  }

  Result<ExitStatus> nothing_to_find(const compare::BlockEvidence& evidence) const {
    const bool shown = evidence.within_at > 0 || evidence.proven == compare::Proven::better;
    fmt::print("{} is not {}worse between {} and {}: {}\n", printable(options_.benchmark), shown ? "" : "proven ",
               printable(options_.good), printable(options_.bad), change_text(evidence));
    if (!shown) say("there is nothing to look for yet; a larger --budget or more --blocks may prove it\n");
    return shown ? ExitStatus::ok : ExitStatus::unanswered;
  }

  /// The first bad commit, measured once more against the one before it.
  Result<ExitStatus> found(std::size_t commit) {
    const vcs::Revision& culprit = commits_[commit];
    // Given up, the good build is what the commit is built on top of, rather than in a third folder from nothing.
    if (commit > 0) good_ = {};
    Result<std::optional<BuiltState>> before = commit == 0 ? std::optional(good_) : build(state_of(commit - 1));
    if (!before) return passed_on(before);
    Result<std::optional<BuiltState>> after = build(state_of(commit));
    if (!after) return passed_on(after);
    fmt::print("first bad commit: {}\n  author: {}\n  date: {}\n  subject: {}\n", culprit.commit,
               printable(culprit.author), culprit.commit_time ? to_iso8601(*culprit.commit_time) : "unknown",
               printable(culprit.subject));
    if (!*before || !*after) {
      fmt::print("  the commit before it does not build: its own share of the change is not known\n");
      return ExitStatus::regression;
    }
    say("measuring it against the commit before it\n");
    Result<duet::JudgedTime> own = measured(**before, **after, 0);
    if (!own) return passed_on(own);
    fmt::print("  {}: {}{}\n", printable(options_.benchmark),
               own->failure.empty() ? change_text(own->evidence) : own->failure,
               own->failure.empty() && own->evidence.proven == compare::Proven::no ? " (not proven on its own)" : "");
    return tell_code(**before, **after);
  }

  /// Whether the code that takes the time changed at all.
  Result<ExitStatus> tell_code(const BuiltState& before, const BuiltState& after) const {
    Result<duet::SameCode> code = compared_code(before, after);
    if (!code) return passed_on(code);
    switch (code->answer) {
      case duet::SameCode::Answer::same:
        fmt::print("  same code: the hot functions of the two binaries are identical, so this is layout or machine\n");
        break;
      case duet::SameCode::Answer::differs:
        print_functions("differs", code->differing);
        print_functions("on one side only", code->missing);
        break;
      case duet::SameCode::Answer::unknown:
        say("note: whether the code changed is not known: {}\n", printable(code->reason));
        break;
    }
    return ExitStatus::regression;
  }

  Result<duet::SameCode> compared_code(const BuiltState& before, const BuiltState& after) const {
    Result<duet::Contender> old_side = side(before);
    if (!old_side) return passed_on(old_side);
    Result<duet::Contender> new_side = side(after);
    if (!new_side) return passed_on(new_side);
    const auto unknown = [](std::string reason) {
      duet::SameCode code;
      code.reason = std::move(reason);
      return code;
    };
    if (new_side->suite.dialect != runner::Dialect::trackmeet)
      return unknown("only in suites of Trackmeet can the hot functions be found");
    runner::ProcessExecutor executor(catch_interrupts());
    Result<duet::Profile> profile = profile_of(new_side->suite, executor);
    if (!profile && !config_.instructions_command.empty()) profile = profile_for_valgrind(after.state, executor);
    if (!profile) return unknown(profile.error().message);
    return duet::compare_hot_code(executor, old_side->suite.path, new_side->suite.path, *profile);
  }

  /// Where one iteration of the benchmark spends its instructions.
  Result<duet::Profile> profile_of(const runner::SuiteProgram& suite, runner::Executor& executor) const {
    const std::filesystem::path out_file = duet_.out_folder / ".duets" / "callgrind.out";
    if (Result<void> folder = ensure_writable_folder(out_file.parent_path()); !folder) return passed_on(folder);
    Command command = duet::profile_command(suite, options_.benchmark, 1, out_file);
    command.timeout = duet_.timeout;
    Result<ProcessOutcome> outcome = executor.run(command);
    if (!outcome) return passed_on(outcome);
    if (outcome->end != ProcessEnd::exited || outcome->exit_status != 0)
      return failure(ErrorCode::input, "valgrind could not run the suite, so its hot functions are not known");
    Result<std::string> text = read_file(out_file);
    std::error_code ignored;
    std::filesystem::remove(out_file, ignored);
    if (!text) return passed_on(text);
    return duet::hot_functions(*text, suite.path);
  }

  /// The same of the suite as `[instructions]` in trackmeet.toml builds it: one built for the processor at hand may
  /// have instructions in it that valgrind does not know. The functions have the same names.
  Result<duet::Profile> profile_for_valgrind(const SourceState& state, runner::Executor& executor) const {
    Result<StateBuilder> builder = StateBuilder::open(config_, {{suite_}, true, options_.rebuild});
    if (!builder) return passed_on(builder);
    Result<BuiltState> built = builder->build(state);
    if (!built) return passed_on(built);
    if (!built->build.ok()) return tl::make_unexpected(build_error(*built));
    Result<duet::Contender> contender = side(*built);
    if (!contender) return passed_on(contender);
    if (contender->counted.empty())
      return failure(ErrorCode::input, "there is no build of the suite that valgrind could run");
    contender->suite.path = contender->counted;
    return profile_of(contender->suite, executor);
  }

  Result<ExitStatus> narrowed_down(const std::vector<std::size_t>& candidates, const duet::BisectSearch& search) const {
    fmt::print("the first bad commit is one of {}:\n", candidates.size());
    for (const std::size_t commit : candidates) fmt::print("  {}\n", commit_line(commits_[commit]));
    if (const std::size_t n = search.in_vain(duet::CommitAnswer::skipped).size(); n > 0)
      say("{} could not be built or measured\n", format_count(n, "commit"));
    if (const std::size_t n = search.in_vain(duet::CommitAnswer::undecided).size(); n > 0)
      say("{} could not be decided; a larger --budget or more --blocks may do it\n", format_count(n, "commit"));
    return ExitStatus::unanswered;
  }

  const BisectOptions& options_;
  const Config& config_;
  StateBuilder builder_;
  duet::DuetOptions duet_;
  std::vector<vcs::Revision> commits_;
  SourceState good_state_;
  BuiltState good_;
  std::string suite_;
  std::optional<Error> why_not_built_;
};

}  // namespace

Result<ExitStatus> bisect(const BisectOptions& options) {
  Result<Config> config = load_config(options.dueling.config_file);
  if (!config) return passed_on(config);
  Result<duet::DuetOptions> duet = duet_options(options.dueling, policy_of(options.dueling, *config));
  if (!duet) return passed_on(duet);
  Result<StateBuilder> builder = StateBuilder::open(*config, {options.dueling.suites, false, options.rebuild});
  if (!builder) return passed_on(builder);
  return Bisection(options, *config, std::move(*builder), std::move(*duet)).run();
}

}  // namespace trackmeet::app
