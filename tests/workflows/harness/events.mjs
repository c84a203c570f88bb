// SPDX-License-Identifier: Apache-2.0
// Payloads of events, with what of them our workflows may look at.

export const REPOSITORY = { id: 1, full_name: "sprinters/trackmeet", default_branch: "main", fork: false };
const FORK = { id: 2, full_name: "somebody/trackmeet", default_branch: "main", fork: true };
const HOSTILE = 'x"; echo pwned >&2; $(touch pwned) `touch pwned` ${{ github.token }} ::error::';

const sha = (digit) => digit.repeat(40);

/** A pull request. `head` and `base` are commits; titles, branches and labels say what an attacker would write. */
export function pullRequest({ action, label, labels = [], fork = false, number = 7, head = sha("a"), base = sha("b") }) {
  const from = fork ? FORK : REPOSITORY;
  return {
    name: "pull_request",
    ref: `refs/pull/${number}/merge`,
    sha: sha("c"),
    payload: {
      action,
      number,
      ...(label ? { label: { name: label } } : {}),
      repository: REPOSITORY,
      pull_request: {
        number,
        state: "open",
        title: HOSTILE,
        body: HOSTILE,
        labels: labels.map((name) => ({ name })),
        head: { sha: head, ref: HOSTILE, repo: from },
        base: { sha: base, ref: "main", repo: REPOSITORY },
      },
    },
  };
}

/** The benchmarks of `pull` (an event of `pullRequest`) have completed. */
export function workflowRun(pull, { conclusion = "success", id = 501, name = "Benchmarks" } = {}) {
  const { head } = pull.payload.pull_request;
  return {
    name: "workflow_run",
    ref: "refs/heads/main",
    sha: sha("b"),
    payload: {
      action: "completed",
      repository: REPOSITORY,
      workflow_run: {
        id, name, conclusion, event: pull.name, head_sha: head.sha, head_branch: head.ref, head_repository: head.repo,
        html_url: `https://github.com/${REPOSITORY.full_name}/actions/runs/${id}`,
      },
    },
  };
}

export const push = (ref, commit = sha("d")) => ({ name: "push", ref, sha: commit, payload: { ref, repository: REPOSITORY } });

export const schedule = (cron, commit = sha("d")) => ({
  name: "schedule", ref: "refs/heads/main", sha: commit, payload: { schedule: cron, repository: REPOSITORY },
});

export const dispatch = (inputs, commit = sha("d")) => ({
  name: "workflow_dispatch", ref: "refs/heads/main", sha: commit, inputs, payload: { inputs, repository: REPOSITORY },
});
