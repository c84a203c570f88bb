// SPDX-License-Identifier: Apache-2.0
#include "duet/bisect_search.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace trackmeet::duet {

BisectSearch::BisectSearch(std::size_t commits) : last_(commits - 1), answers_(commits) { assert(commits >= 1); }

std::optional<std::size_t> BisectSearch::next() const {
  // Each commit of first_ … last_-1 splits the candidates in two if it answers; the best one halves them.
  if (first_ == last_) return std::nullopt;
  const std::size_t middle = first_ + (last_ - first_ - 1) / 2;
  const auto asked = static_cast<std::size_t>(std::count_if(answers_.begin() + static_cast<std::ptrdiff_t>(first_),
                                                            answers_.begin() + static_cast<std::ptrdiff_t>(last_),
                                                            [](const auto& answer) { return answer.has_value(); }));
  // In vain so far: 0, 1, 2, 3, 4, … times. Aim at the middle, then 1 after it, 1 before, 2 after, 2 before, 4, 8, …
  std::size_t aim = middle;
  if (asked > 0) {
    const std::size_t step = std::size_t{1} << std::min<std::size_t>((asked - 1) / 2, 40);
    aim = asked % 2 == 1 ? std::min(middle + step, last_ - 1) : middle - std::min(step, middle - first_);
  }
  std::optional<std::size_t> nearest;
  const auto distance = [&](std::size_t commit) { return commit > aim ? commit - aim : aim - commit; };
  for (std::size_t commit = first_; commit < last_; ++commit)
    if (!answers_[commit] && (!nearest || distance(commit) < distance(*nearest))) nearest = commit;
  return nearest;
}

void BisectSearch::note(std::size_t commit, CommitAnswer answer) {
  assert(commit < answers_.size());
  answers_[commit] = answer;
  if (answer == CommitAnswer::good && commit >= first_ && commit < last_) first_ = commit + 1;
  if (answer == CommitAnswer::bad && commit >= first_ && commit < last_) last_ = commit;
}

std::vector<std::size_t> BisectSearch::candidates() const {
  std::vector<std::size_t> commits;
  for (std::size_t commit = first_; commit <= last_; ++commit) commits.push_back(commit);
  return commits;
}

std::size_t BisectSearch::steps_left() const { return static_cast<std::size_t>(std::bit_width(last_ - first_)); }

std::vector<std::size_t> BisectSearch::in_vain(CommitAnswer answer) const {
  std::vector<std::size_t> commits;
  for (std::size_t commit = first_; commit < last_; ++commit)
    if (answers_[commit] == answer) commits.push_back(commit);
  return commits;
}

Result<BisectSearch> search_first_bad(std::size_t commits, const AskCommit& ask) {
  BisectSearch search(commits);
  while (const std::optional<std::size_t> commit = search.next()) {
    Result<CommitAnswer> answer = ask(*commit, search);
    if (!answer) return passed_on(answer);
    search.note(*commit, *answer);
  }
  return search;
}

}  // namespace trackmeet::duet
