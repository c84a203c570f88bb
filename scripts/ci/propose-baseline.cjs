// SPDX-License-Identifier: Apache-2.0
// Opens a pull request with new baselines: a commit on a branch of its own, made through GitHub's interface, so that
// nothing of what was measured needs a token that may write.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const MOST_BYTES = 20_000_000; // of one baseline
const MOST_SHOWN = 50_000; // characters of old against new; GitHub takes 65 536

/** `text` as an indented block, in which nothing is Markdown. */
const asBlock = (text) => text.replace(/^/gm, "    ");

/** The baseline files of `machineClass` below `folder`, as paths of the repository with their content. */
function readBaselines(folder, machineClass) {
  if (!/^[a-z0-9_-]{1,80}$/.test(machineClass)) throw new Error(`'${machineClass}' is no machine class`);
  const below = path.join(folder, "baselines", machineClass);
  const names = fs.readdirSync(below).filter((name) => /^[a-z0-9_]{1,60}\.json$/.test(name));
  if (names.length === 0) throw new Error(`there is no baseline in ${below}`);
  return names.sort().map((name) => {
    const file = path.join(below, name);
    const status = fs.lstatSync(file);
    if (!status.isFile() || status.size > MOST_BYTES) throw new Error(`${file} is no baseline`);
    return { path: `baselines/${machineClass}/${name}`, content: fs.readFileSync(file, "utf8") };
  });
}

function bodyOf({ reason, shown, context }) {
  const run = `${context.serverUrl}/${context.repo.owner}/${context.repo.repo}/actions/runs/${context.runId}`;
  const cut = shown.length > MOST_SHOWN ? "\n\n_The rest is in the run._" : "";
  return (
    `Why, as told by @${context.actor}:\n\n${asBlock(reason)}\n\n` +
    `Old against new, from [the run](${run}), which keeps what was measured:\n\n${asBlock(shown.slice(0, MOST_SHOWN))}${cut}\n`
  );
}

/**
 * Commits the baselines in `folder` to a new branch and opens a pull request.
 * @param {{github: object, context: object, core: object}} tools  as actions/github-script gives them
 * @param {{folder: string, machineClass: string, reason: string}} what
 */
async function proposeBaseline({ github, context, core }, { folder, machineClass, reason }) {
  const baselines = readBaselines(folder, machineClass);
  const shown = fs.readFileSync(path.join(folder, "old-against-new.txt"), "utf8");
  const { repo } = context;
  const base = context.payload.repository.default_branch;
  const { data: ref } = await github.rest.git.getRef({ ...repo, ref: `heads/${base}` });
  const { data: parent } = await github.rest.git.getCommit({ ...repo, commit_sha: ref.object.sha });

  const tree = [];
  for (const baseline of baselines) {
    const { data: blob } = await github.rest.git.createBlob({ ...repo, content: baseline.content, encoding: "utf-8" });
    tree.push({ path: baseline.path, mode: "100644", type: "blob", sha: blob.sha });
  }
  const { data: newTree } = await github.rest.git.createTree({ ...repo, base_tree: parent.tree.sha, tree });
  const title = `build: new baseline of ${machineClass}`;
  const { data: commit } = await github.rest.git.createCommit({
    ...repo, message: `${title}\n\n${reason}`, tree: newTree.sha, parents: [ref.object.sha],
  });
  const branch = `baseline-update/${machineClass}-${context.runId}`;
  await github.rest.git.createRef({ ...repo, ref: `refs/heads/${branch}`, sha: commit.sha });
  const { data: pull } = await github.rest.pulls.create({
    ...repo, title, head: branch, base, body: bodyOf({ reason, shown, context }),
  });
  core.info(`opened ${pull.html_url}`);
}

module.exports = { proposeBaseline };
