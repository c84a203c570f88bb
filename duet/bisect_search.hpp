// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "core/result.hpp"

namespace trackmeet::duet {

/// What a commit turned out to be.
enum class CommitAnswer {
  good,
  bad,
  skipped,    ///< it does not build, or cannot be measured
  undecided,  ///< measured for as long as it may take, and still neither good nor bad
};

/// Looks for the first bad one of commits in order, of which the last is known to be bad and the one before the first
/// to be good. Halves what is left with each answer; where a commit says nothing (skipped, undecided), others near it
/// are asked, ever farther away, so that a long row of commits that do not build is soon left behind.
///
/// What it finds rests on the answers alone: that there is one change, and that each answer about it is right.
class BisectSearch {
public:
  /// `commits`: how many, at least 1; commit `commits - 1` is the bad one.
  explicit BisectSearch(std::size_t commits);

  /// The commit to ask about next; nothing if the search is over.
  std::optional<std::size_t> next() const;

  /// Notes the answer for a commit that `next` named (or, when a search is continued, that it once named).
  void note(std::size_t commit, CommitAnswer answer);

  /// The commits of which one is the first bad one, oldest first: once `next` has nothing more, a single one if it was
  /// found, else all that the unanswered ones keep apart.
  std::vector<std::size_t> candidates() const;

  /// How many more answers it takes if all are good or bad: the logarithm of the candidates, rounded up.
  std::size_t steps_left() const;

  /// Those among the candidates that were asked about in vain, oldest first.
  std::vector<std::size_t> in_vain(CommitAnswer answer) const;

private:
  std::size_t first_ = 0;  ///< the first candidate: all before it are good
  std::size_t last_;       ///< the last candidate, which is bad
  std::vector<std::optional<CommitAnswer>> answers_;
};

/// Asks about a commit; an error ends the search. The search is as it stood before, for progress.
using AskCommit = std::function<Result<CommitAnswer>(std::size_t commit, const BisectSearch& search)>;

/// Runs a whole search: the search when it is over, or the error of a question.
Result<BisectSearch> search_first_bad(std::size_t commits, const AskCommit& ask);

}  // namespace trackmeet::duet
