// SPDX-License-Identifier: Apache-2.0
// Finds the reports of the run that has completed, makes sure that they are of the pull request that they claim to be of,
// and posts or updates the comment. Runs with a token that may write, so that nothing of the run is ever executed here,
// and everything in its artifacts is hostile until it is checked. What GitHub itself says of the run is trusted.
"use strict";
const { readZip } = require("./zip.cjs");
const { composed } = require("./text.cjs");

const MOST_ARTIFACTS = 20;
const LIMITS = { "comment.md": 65_536, "pull-request": 16 }; // bytes
const MOST_PACKED = 131_072; // bytes of an artifact

/** What one artifact says: the number of a pull request, and a report of it. */
async function readReport(github, repo, artifact) {
  if (artifact.expired) throw new Error("it has expired");
  if (artifact.size_in_bytes > MOST_PACKED) throw new Error(`it has more than ${MOST_PACKED} bytes`);
  const { data } = await github.rest.actions.downloadArtifact({ ...repo, artifact_id: artifact.id, archive_format: "zip" });
  const archive = Buffer.from(data);
  if (archive.length > MOST_PACKED) throw new Error(`it has more than ${MOST_PACKED} bytes`);
  const { "comment.md": report, "pull-request": number } = readZip(archive, LIMITS);
  if (report === undefined || number === undefined) throw new Error("it has no comment.md and pull-request");
  if (!/^[1-9][0-9]{0,9}\n?$/.test(number)) throw new Error("it names no pull request");
  return { report, number: Number(number) };
}

async function readReports({ github, core }, repo, runId, prefix) {
  const all = await github.paginate(github.rest.actions.listWorkflowRunArtifacts, { ...repo, run_id: runId, per_page: 100 });
  const ours = all.filter(({ name }) => name.startsWith(prefix) && name.endsWith("-comment"));
  const reports = [];
  for (const artifact of ours.slice(0, MOST_ARTIFACTS)) {
    try {
      reports.push(await readReport(github, repo, artifact));
    } catch (error) {
      core.warning(`the artifact ${artifact.id} was left out: ${error.message}`);
    }
  }
  if (ours.length > MOST_ARTIFACTS) core.warning(`only the first ${MOST_ARTIFACTS} artifacts were read`);
  return reports;
}

/** Why `pull` cannot be what `run` was about; empty if it can. */
function objectionTo(pull, run, repository) {
  if (pull.base.repo.id !== repository.id) return "it is of another repository";
  if (pull.state !== "open") return "it is closed";
  if (!pull.head.repo || pull.head.repo.id !== run.head_repository?.id) return "its branch is of another repository than the run";
  if (pull.head.sha !== run.head_sha) return "its head is not the commit that was measured; a newer run will tell";
  return "";
}

function footerOf(run, pull, repository) {
  const forked = pull.head.repo.id !== repository.id;
  return (
    `<sub>[The run](${run.html_url}) has all reports. Commit ${run.head_sha.slice(0, 7)}` +
    (forked ? ", from a fork, whose own code wrote what stands above" : "") + ".</sub>"
  );
}

/**
 * Posts or updates the comment on the pull request that the completed run was about; says in the log why not.
 * @param {{github: object, context: object, core: object}} tools  as actions/github-script gives them
 * @param {{prefix: string, key: string, author: string}} options  the inputs of the action
 */
async function postComment({ github, context, core }, { prefix, key, author }) {
  const { workflow_run: run, repository } = context.payload;
  if (!run) throw new Error("this is for workflows that start on workflow_run");
  if (run.event !== "pull_request") return core.info("the run was of no pull request: nothing to post");
  if (!/^[\w*. -]{1,60}$/.test(key)) throw new Error("key may have letters, digits and _*. - only");
  const repo = context.repo;

  const reports = await readReports({ github, core }, repo, run.id, prefix);
  if (reports.length === 0) return core.info("the run left no report: nothing to post");
  const [{ number }] = reports;
  if (reports.some((each) => each.number !== number)) return core.warning("the reports name several pull requests: nothing was posted");
  const { data: pull } = await github.rest.pulls.get({ ...repo, pull_number: number });
  const objection = objectionTo(pull, run, repository);
  if (objection) return core.warning(`nothing was posted on pull request ${number}: ${objection}`);

  const marker = `<!-- trackmeet:${key} -->`;
  const body = composed({ reports: reports.map((each) => each.report), marker, footer: footerOf(run, pull, repository) });
  const comments = await github.paginate(github.rest.issues.listComments, { ...repo, issue_number: number, per_page: 100 });
  const old = comments.find((each) => each.user?.login === author && each.body?.startsWith(marker));
  const { data: comment } = old
    ? await github.rest.issues.updateComment({ ...repo, comment_id: old.id, body })
    : await github.rest.issues.createComment({ ...repo, issue_number: number, body });
  core.info(`${old ? "updated" : "posted"} ${comment.html_url}`);
  core.setOutput("comment-url", comment.html_url);
}

module.exports = { postComment };
