// SPDX-License-Identifier: Apache-2.0
// Plays an event against a workflow: which jobs start, in which order, with which matrix; and executes those that it is
// asked to.
import fs from "node:fs";
import path from "node:path";
import { asText, filled, holds } from "./expressions.mjs";
import { ROOT } from "./files.mjs";
import { runSteps } from "./steps.mjs";
import { dispatchInputs, starts } from "./triggers.mjs";

/** All combinations of a matrix. (`include` and `exclude` are not used here, and not played.) */
function combinations(matrix) {
  if (matrix.include || matrix.exclude) throw new Error("include and exclude are not played");
  return Object.entries(matrix).reduce(
    (all, [name, values]) => all.flatMap((each) => values.map((value) => ({ ...each, [name]: value }))), [{}]);
}

function inOrder(jobs) {
  const done = [];
  const left = Object.keys(jobs);
  while (left.length > 0) {
    const next = left.findIndex((id) => [jobs[id].needs ?? []].flat().every((need) => done.includes(need)));
    if (next < 0) throw new Error("jobs wait for each other");
    done.push(...left.splice(next, 1));
  }
  return done;
}

/**
 * @param {object} workflow  as data
 * @param {object} event     of events.mjs
 * @param {object} world
 *   folder    a scratch folder of this play; what runs finds workspaces, artifacts and temporary files below it
 *   execute   (id, matrix) => whether the job's steps are executed; else it is taken to succeed
 *   origin    the repository that is checked out; none: the checkout is the project itself, and nothing is cloned
 *   github    what stands for GitHub's interface
 *   vars      variables of the repository
 *   env       environment of every step, such as PATH
 *   runId     number of the run
 * @returns {Promise<null | {concurrency: object, jobs: object[], artifacts: string, ok: boolean}>}  null: not started
 */
export async function play(workflow, event, world = {}) {
  if (!starts(workflow, event)) return null;
  const { folder, execute = () => false, origin, github, vars = {}, env = {}, runId = 501 } = world;
  const artifacts = folder && path.join(folder, "artifacts");
  if (artifacts) fs.mkdirSync(artifacts, { recursive: true });
  const common = {
    github: {
      event: event.payload, event_name: event.name, ref: event.ref, ref_name: event.ref.replace(/^refs\/(heads|tags|pull)\//, ""),
      sha: event.sha, repository: event.payload.repository.full_name, run_id: runId, token: "a token",
    },
    inputs: dispatchInputs(workflow, event.inputs),
    vars,
    runner: { os: "Linux", arch: "X64" },
  };
  const needs = {};
  const jobs = [];
  for (const id of inOrder(workflow.jobs)) {
    const declared = workflow.jobs[id];
    const wanted = [declared.needs ?? []].flat();
    const contexts = { ...common, needs: Object.fromEntries(wanted.map((need) => [need, needs[need]])) };
    const ok = wanted.every((need) => needs[need].result === "success");
    if (!holds(declared.if, contexts, { success: ok, failure: !ok, always: true })) {
      needs[id] = { result: "skipped", outputs: {} };
      continue;
    }
    let result = "success";
    let outputs = {};
    for (const matrix of combinations(filled(declared.strategy?.matrix ?? {}, contexts))) {
      const job = await playJob(id, declared, { ...contexts, matrix });
      jobs.push(job);
      if (job.result !== "success") result = "failure";
      outputs = job.outputs;
    }
    needs[id] = { result, outputs };
  }
  return { concurrency: filled(workflow.concurrency, common), jobs, artifacts, ok: jobs.every((job) => job.result === "success") };

  async function playJob(id, declared, contexts) {
    const { matrix } = contexts;
    const container = filled(declared.container, contexts);
    const job = {
      id, matrix, name: asText(filled(declared.name ?? id, contexts)), permissions: declared.permissions ?? workflow.permissions,
      container: container?.image ?? container, runsOn: filled(declared["runs-on"], contexts), result: "success", steps: [],
      log: "", summary: "", outputs: {},
    };
    if (!execute(id, matrix)) return job;

    const place = path.join(folder, [id, ...Object.values(matrix)].join("-"));
    const workspace = origin ? path.join(place, "workspace") : ROOT;
    const temp = path.join(place, "temp");
    for (const made of [workspace, temp]) fs.mkdirSync(made, { recursive: true });
    const payload = path.join(temp, "event.json");
    fs.writeFileSync(payload, JSON.stringify(event.payload));
    const steps = {};
    const jobEnv = filled({ ...workflow.env, ...declared.env }, contexts);
    const scope = {
      job, steps, workspace, temp, artifacts, origin, event, github, counter: { value: 0 }, added: {}, run: { id: runId },
      inContainer: Boolean(job.container),
      shell: declared.defaults?.run?.shell ?? workflow.defaults?.run?.shell ?? (job.container ? "sh" : "bash"),
      log: (text) => (job.log += text.endsWith("\n") ? text : `${text}\n`),
      contexts: () => ({ ...contexts, env: jobEnv, steps, runner: { ...contexts.runner, temp } }),
      env: { ...jobEnv, ...env },
      environment: () => ({
        CI: "true", GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: event.name, GITHUB_EVENT_PATH: payload, GITHUB_REF: event.ref,
        GITHUB_REF_NAME: contexts.github.ref_name, GITHUB_SHA: event.sha, GITHUB_WORKSPACE: workspace, RUNNER_TEMP: temp,
        GITHUB_REPOSITORY: contexts.github.repository, GITHUB_RUN_ID: String(runId),
      }),
    };
    const ok = await runSteps(declared.steps, scope);
    job.result = ok ? "success" : "failure";
    job.outputs = filled(declared.outputs ?? {}, scope.contexts());
    return job;
  }
}
