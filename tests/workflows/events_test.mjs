// SPDX-License-Identifier: Apache-2.0
// Which jobs an event starts, with which matrix, in which concurrency group. The step that plans the suites is executed.
import assert from "node:assert/strict";
import test from "node:test";
import { dispatch, pullRequest, push, schedule, workflowRun } from "./harness/events.mjs";
import { workflow, workflows } from "./harness/files.mjs";
import { play } from "./harness/play.mjs";
import { scratchFolder } from "./harness/scratch.mjs";

const ALL = ["tensor_ops", "model_training", "data_loading", "events"];
const NIGHT = "17 2 * * *";

/** Plays `event` against the benchmarks; the jobs as text, such as `plan` and `measure tensor_ops`. */
async function benchmarks(t, event, runId) {
  const played = await play(workflow("benchmarks").data, event, { folder: scratchFolder(t), runId, execute: (id) => id === "plan" });
  return played && { ...played, started: played.jobs.map(({ id, matrix }) => [id, ...Object.values(matrix)].join(" ")) };
}

const planned = (suites) => ["plan", ...suites.map((suite) => `measure ${suite}`)];

test("every night all suites are measured", async (t) => {
  assert.deepEqual((await benchmarks(t, schedule(NIGHT))).started, planned(ALL));
});

for (const [suite, suites] of [["all", ALL], ["tensor-ops", ["tensor_ops"]], ["model-training", ["model_training"]],
  ["data-loading", ["data_loading"]], ["events", ["events"]]]) {
  test(`by hand with suite=${suite}`, async (t) => {
    assert.deepEqual((await benchmarks(t, dispatch({ suite }))).started, planned(suites));
  });
}

test("by hand without a word all suites are measured, and others than those in the list cannot be asked for", async (t) => {
  assert.deepEqual((await benchmarks(t, dispatch({}))).started, planned(ALL));
  await assert.rejects(benchmarks(t, dispatch({ suite: "$(touch pwned)" })), /suite cannot be/);
});

for (const [what, pull, wanted] of [
  ["gets the label benchmark", { action: "labeled", label: "benchmark", labels: ["benchmark"] }, ALL],
  ["gets the label benchmark beside others", { action: "labeled", label: "benchmark", labels: ["bug", "benchmark"] }, ALL],
  ["gets another label while it has none", { action: "labeled", label: "bug", labels: ["bug"] }, null],
  ["gets another label while it has the label benchmark", { action: "labeled", label: "bug", labels: ["benchmark", "bug"] }, null],
  ["gets a label that only looks like it", { action: "labeled", label: "benchmarks", labels: ["benchmarks"] }, null],
  ["gets a new push with the label there", { action: "synchronize", labels: ["bug", "benchmark"] }, ALL],
  ["gets a new push without the label", { action: "synchronize", labels: ["bug"] }, null],
  ["is opened again with the label there", { action: "reopened", labels: ["benchmark"] }, ALL],
  ["is opened again without the label", { action: "reopened" }, null],
  ["comes from a fork and gets the label", { action: "labeled", label: "benchmark", labels: ["benchmark"], fork: true }, ALL],
  ["comes from a fork and gets a new push without the label", { action: "synchronize", fork: true }, null],
]) {
  test(`a pull request that ${what} ${wanted ? "is measured" : "is not measured"}`, async (t) => {
    const { started } = await benchmarks(t, pullRequest(pull));
    assert.deepEqual(started, wanted ? planned(wanted) : []);
  });
}

for (const action of ["opened", "unlabeled", "edited", "closed", "assigned"]) {
  test(`nothing starts when a pull request with the label is ${action}`, async (t) => {
    assert.equal(await benchmarks(t, pullRequest({ action, labels: ["benchmark"] })), null);
  });
}

test("a push to a branch starts no benchmarks", async (t) => {
  assert.equal(await benchmarks(t, push("refs/heads/main")), null);
});

test("a new push cancels the older run of its pull request, and of no other", async (t) => {
  const group = async (event, runId) => (await benchmarks(t, pullRequest(event), runId)).concurrency;
  const labelled = await group({ action: "labeled", label: "benchmark", labels: ["benchmark"] }, 1);
  assert.deepEqual(await group({ action: "synchronize", labels: ["benchmark"] }, 2), labelled);
  assert.equal(labelled["cancel-in-progress"], true);
  assert.notEqual((await group({ action: "synchronize", labels: ["benchmark"], number: 8 }, 3)).group, labelled.group);
});

test("another label cancels nothing", async (t) => {
  const group = async (label, runId) =>
    (await benchmarks(t, pullRequest({ action: "labeled", label, labels: ["benchmark", label] }), runId)).concurrency.group;
  assert.notEqual(await group("bug", 1), await group("benchmark", 2));
  assert.notEqual(await group("bug", 1), await group("bug", 3));
});

test("nights, pull requests and what is asked for by hand do not cancel each other", async (t) => {
  const events = [schedule(NIGHT), dispatch({ suite: "events" }), dispatch({ suite: "all" }), pullRequest({ action: "reopened" })];
  const groups = await Promise.all(events.map(async (event) => (await benchmarks(t, event)).concurrency.group));
  assert.equal(new Set(groups).size, groups.length, groups.join("\n"));
});

test("jobs of measuring run in parallel, each to its end, in the container, and read only", async (t) => {
  const { jobs } = await benchmarks(t, schedule(NIGHT));
  assert.equal(workflow("benchmarks").data.jobs.measure.strategy["fail-fast"], false);
  assert.equal(workflow("benchmarks").data.jobs.measure.needs, "plan");
  for (const { id, container, permissions } of jobs) {
    assert.deepEqual(permissions, { contents: "read" });
    if (id === "measure") assert.equal(container, "debian:12");
  }
});

test("artifacts are kept for 90 days", () => {
  for (const { data, file } of workflows())
    for (const { steps } of Object.values(data.jobs))
      for (const { uses = "", with: inputs } of steps)
        if (/upload-artifact|actions\/benchmark$/.test(uses)) assert.equal(inputs["retention-days"], 90, file);
});

test("CI runs the tests, the sanitizers and clang-tidy on every push to main and every pull request, from forks too", async () => {
  const jobs = ["test", "sanitizers asan", "sanitizers tsan", "tidy"];
  for (const event of [push("refs/heads/main"), pullRequest({ action: "opened" }), pullRequest({ action: "synchronize", fork: true })]) {
    const played = await play(workflow("ci").data, event);
    assert.deepEqual(played.jobs.map(({ id, matrix }) => [id, ...Object.values(matrix)].join(" ")), jobs);
  }
  assert.equal(await play(workflow("ci").data, push("refs/heads/topic")), null);
  assert.equal(await play(workflow("ci").data, push("refs/tags/v1.0.0")), null);
});

test("a version tag releases, and nothing else does", async () => {
  for (const tag of ["v0.1.0", "v12.3.45"]) {
    const played = await play(workflow("release").data, push(`refs/tags/${tag}`));
    assert.deepEqual(played.jobs.map(({ id }) => id), ["package", "publish"], tag);
  }
  for (const name of ["v1", "1.0.0", "v1.0", "v1.0.0.0", "v1.0.0-rc1", "version-1.0.0"])
    assert.equal(await play(workflow("release").data, push(`refs/tags/${name}`)), null, name);
  for (const ref of ["refs/heads/v1.0.0", "refs/heads/main"])
    assert.equal(await play(workflow("release").data, push(ref)), null, ref);
});

test("a baseline is updated by hand only, and needs a machine class and a reason", async () => {
  const { data } = workflow("baseline-update");
  const inputs = { "machine-class": "x86_64-test-2c-debian-12", reason: "faster now" };
  assert.deepEqual((await play(data, dispatch(inputs))).jobs.map(({ id }) => id), ["measure", "propose"]);
  await assert.rejects(play(data, dispatch({ reason: "faster now" })), /machine-class is required/);
  await assert.rejects(play(data, dispatch({ "machine-class": "x" })), /reason is required/);
  assert.equal(await play(data, push("refs/heads/main")), null);
});

test("a comment follows the benchmarks of a pull request that ended well or badly, and nothing else", async () => {
  const { data } = workflow("pr-comment");
  const pull = pullRequest({ action: "labeled", label: "benchmark", labels: ["benchmark"], fork: true });
  const started = async (event) => (await play(data, event))?.jobs.map(({ id }) => id) ?? null;
  assert.deepEqual(await started(workflowRun(pull)), ["comment"]);
  assert.deepEqual(await started(workflowRun(pull, { conclusion: "failure" })), ["comment"]);
  for (const conclusion of ["cancelled", "skipped", "timed_out"]) assert.deepEqual(await started(workflowRun(pull, { conclusion })), []);
  assert.equal(await started(workflowRun(pull, { name: "CI" })), null);
  const night = workflowRun(pull);
  night.payload.workflow_run.event = "schedule";
  assert.deepEqual(await started(night), []);
  assert.equal(await started(pull), null);
});
