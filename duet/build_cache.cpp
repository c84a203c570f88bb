// SPDX-License-Identifier: Apache-2.0
#include "duet/build_cache.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "core/file.hpp"
#include "core/user_folder.hpp"
#include "duet/build_log.hpp"
#include "vcs/revision.hpp"
#include "vcs/worktree.hpp"

namespace trackmeet::duet {
namespace {

namespace fs = std::filesystem;

/// The only place in which a shell is used: the command is the project's own, written for a shell. It is passed on as
/// it is. The shell around it forgets what a git hook that runs us may have set, says where the output goes, and, when
/// all are asked to end, stays until it is killed half a second later: build tools start compilers in process groups of
/// their own, and need that time to end them.
Command build_command(const BuildRecipe& recipe, const fs::path& root, const fs::path& log) {
  Command command;
  command.argv = {"/bin/sh",
                  "-c",
                  "unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_PREFIX\n"
                  "trap 'ended=1' TERM\n"
                  "/bin/sh -c \"$1\" >\"$2\" 2>&1\n"
                  "status=$?\n"
                  "[ -z \"$ended\" ] || sleep 5\n"
                  "exit $status",
                  "build",
                  recipe.command,
                  log.string()};
  command.working_folder = root.string();
  command.timeout = recipe.timeout;
  command.guarded = true;
  return command;
}

/// `below` in `folder`, without a slash or a dot at its end.
fs::path joined(const fs::path& folder, const fs::path& below) {
  fs::path path = (folder / below / "").lexically_normal();
  return path.parent_path();
}

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

/// The slots in the order in which they may be given up: what is good for nothing, then the longest unused. Empty ones
/// come first only until there is one for each side of a duet: moving a slot builds what differs, opening one builds
/// all.
std::vector<BuildSlot> by_use(const fs::path& cache, std::int64_t now_s, const BuildRecipe& recipe) {
  struct Candidate {
    BuildSlot slot;
    SlotRecord record;
  };
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < slot_count; ++i) {
    const BuildSlot slot = slot_at(cache, i);
    candidates.push_back({slot, slot.read()});
  }
  using State = SlotRecord::State;
  const auto ready =
      std::ranges::count(candidates, State::ready, [](const Candidate& each) { return each.record.state; });
  std::ranges::stable_sort(candidates, {}, [&](const Candidate& each) -> std::pair<int, std::int64_t> {
    if (each.record.state == State::ready) return {2, each.record.used_s};
    if (each.record.state == State::empty) return {ready < 2 ? 1 : 3, 0};
    // Of a build whose trackmeet was killed the compilers may still be at work.
    const auto given_s = std::chrono::duration_cast<std::chrono::seconds>(recipe.timeout).count();
    const bool may_go_on = each.record.state == State::building && now_s - each.record.used_s < given_s;
    return {may_go_on ? 4 : 0, 0};
  });
  std::vector<BuildSlot> slots;
  for (const Candidate& each : candidates) slots.push_back(each.slot);
  return slots;
}

}  // namespace

/// One call of `build`: what is wanted, and where things of it lie.
struct BuildCache::Task {
  SlotRecord wanted{};    ///< what the record of a slot must say, its time aside
  fs::path below_root{};  ///< the project's folder in its repository
  BuildLog log{{}};

  bool is_held_by(const BuildSlot& slot) const {
    const SlotRecord record = slot.read();
    return record.state == SlotRecord::State::ready && record.tree == wanted.tree && record.recipe == wanted.recipe;
  }
};

Result<fs::path> build_folder(const fs::path& project) {
  Result<fs::path> cache = user_folder(UserFolder::cache);
  if (!cache) return cache;
  std::error_code ignored;
  return *cache / project_key(fs::weakly_canonical(project, ignored));
}

Result<BuildCache::Task> BuildCache::prepare(const BuildSource& source) const {
  if (Result<void> checked = check_recipe(options_.recipe); !checked) return passed_on(checked);
  if (Result<void> writable = ensure_writable_folder(options_.folder); !writable) return passed_on(writable);
  Result<fs::path> root = vcs::repository_root(options_.project);
  if (!root) return passed_on(root);
  std::error_code error;
  Task task;
  task.below_root = fs::weakly_canonical(options_.project, error).lexically_relative(*root);
  task.wanted = {SlotRecord::State::ready, source.tree, recipe_key(options_.recipe, options_.environment),
                 clock_.utc_now().time_since_epoch().count()};
  task.log = BuildLog(options_.folder / "logs" /
                      fmt::format("{}-{}.log", source.tree.substr(0, 16), task.wanted.recipe.substr(0, 16)));
  return task;
}

Result<std::optional<Build>> BuildCache::find_ready(const Task& task) const {
  for (std::size_t i = 0; i < slot_count; ++i) {
    const BuildSlot slot = slot_at(options_.folder, i);
    if (!task.is_held_by(slot)) continue;
    Result<std::optional<FileLock>> lock = FileLock::try_take(slot.lock_path(), FileLock::Kind::shared);
    if (!lock) return passed_on(lock);
    const fs::path root = joined(slot.folder, task.below_root);
    // Looked at again, now that nobody may change it.
    if (!*lock || !task.is_held_by(slot) || !is_folder(root / options_.recipe.output)) continue;
    if (Result<void> noted = slot.write(task.wanted); !noted) return passed_on(noted);
    Build build;
    build.end = BuildEnd::cached;
    build.root = root;
    build.output = joined(root, options_.recipe.output);
    build.log = task.log.path();
    build.hold = std::make_shared<FileLock>(std::move(**lock));
    return build;
  }
  return std::nullopt;
}

Result<Build> BuildCache::build(const BuildSource& source, Kept kept) {
  Result<Task> task = prepare(source);
  if (!task) return passed_on(task);
  if (kept == Kept::use) {
    Result<std::optional<Build>> ready = find_ready(*task);
    if (!ready) return passed_on(ready);
    if (*ready) return std::move(**ready);
    if (const std::optional<RememberedFailure> failed = task->log.remembered()) {
      Build build;
      build.reason = failed->reason;
      build.last_lines = failed->last_lines;
      build.remembered = true;
      build.log = task->log.path();
      return build;
    }
  }
  return make(*task, source);
}

Result<Build> BuildCache::make(const Task& task, const BuildSource& source) {
  BuildSlot slot;
  std::optional<FileLock> lock;
  for (const BuildSlot& candidate : by_use(options_.folder, task.wanted.used_s, options_.recipe)) {
    Result<std::optional<FileLock>> taken = FileLock::try_take(candidate.lock_path(), FileLock::Kind::exclusive);
    if (!taken) return passed_on(taken);
    if (!*taken) continue;
    slot = candidate;
    lock = std::move(*taken);
    break;
  }
  if (!lock)
    return failure(ErrorCode::conflict, fmt::format("all {} build folders are in use", slot_count),
                   SourcePos{options_.folder.string()}, "wait until another duet of this project has finished");

  SlotRecord record = task.wanted;
  record.state = SlotRecord::State::building;
  if (Result<void> noted = slot.write(record); !noted) return passed_on(noted);
  if (Result<void> begun = task.log.begin(); !begun) return passed_on(begun);
  Result<std::vector<std::string>> notes =
      vcs::prepare_worktree(options_.project, slot.folder, {source.commit, source.tree});
  if (!notes) return passed_on(notes);

  Build build;
  build.notes = std::move(*notes);
  build.log = task.log.path();
  build.root = joined(slot.folder, task.below_root);
  build.output = joined(build.root, options_.recipe.output);
  if (!is_folder(build.root))
    return failure(ErrorCode::input, fmt::format("there is no such folder in {}", source.label),
                   SourcePos{task.below_root.string()}, "the project must lie where it lies in the work tree");
  if (options_.before_build) options_.before_build(source.label, build.log);
  Result<ProcessOutcome> outcome = executor_.run(build_command(options_.recipe, build.root, build.log));
  if (!outcome) return passed_on(outcome);
  if (Result<void> judged = judge(task, *outcome, build); !judged) return passed_on(judged);

  record.state = build.ok() ? SlotRecord::State::ready : SlotRecord::State::failed;
  if (Result<void> noted = slot.write(record); !noted) return passed_on(noted);
  if (!build.ok()) return build;
  if (Result<void> shared = lock->share(); !shared) return passed_on(shared);
  if (!task.is_held_by(slot))
    return failure(ErrorCode::conflict, "another process took the build folder away", SourcePos{slot.folder.string()},
                   "try again");
  build.hold = std::make_shared<FileLock>(std::move(*lock));
  return build;
}

Result<void> BuildCache::judge(const Task& task, const ProcessOutcome& outcome, Build& build) const {
  build.seconds = outcome.seconds;
  if (outcome.end == ProcessEnd::interrupted) {
    build.end = BuildEnd::interrupted;
    return {};
  }
  const bool succeeded = outcome.end == ProcessEnd::exited && outcome.exit_status == 0;
  if (succeeded && is_folder(build.output)) {
    build.end = BuildEnd::built;
    return {};
  }
  Result<BuildFailure> why = task.log.explain(outcome, options_.recipe);
  if (!why) return passed_on(why);
  build.end = BuildEnd::failed;
  build.reason = why->reason;
  build.last_lines = why->last_lines;
  return why->of_the_code ? task.log.remember({why->reason, why->last_lines}) : Result<void>();
}

}  // namespace trackmeet::duet
