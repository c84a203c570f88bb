// SPDX-License-Identifier: Apache-2.0
// The actions as somebody else uses them: the workflows of examples/ci/github in a small project, executed for real, from
// the label on a pull request to the comment.
//
//     node action_test.mjs <trackmeet> <canary>
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { parse } from "yaml";
import { dispatch, pullRequest, schedule, workflowRun } from "./harness/events.mjs";
import { ROOT } from "./harness/files.mjs";
import { artifactsIn, fakeGithub } from "./harness/github.mjs";
import { githubOnWorkflow } from "./harness/linters.mjs";
import { machineIn } from "./harness/machine.mjs";
import { play } from "./harness/play.mjs";
import { git, run } from "./harness/process.mjs";
import { commitAll, makeProject, pullFrom, slowedBy } from "./harness/project.mjs";
import { scratchFolder } from "./harness/scratch.mjs";

const [TRACKMEET, CANARY] = process.argv.slice(2, 4).map((argument) => path.resolve(argument));
const QUICK = { filter: "^compute$", budget: "60s", rounds: 3 };

const example = (name) =>
  fs.readFileSync(path.join(ROOT, "examples/ci/github", `${name}.yml`), "utf8").replaceAll("OWNER", "sprinters").replaceAll("@COMMIT", `@${"0".repeat(40)} # v0.1.0`);

/** The example workflow, with inputs of the action on top. */
function benchmarks(inputs = {}) {
  const workflow = parse(example("benchmarks"));
  workflow.jobs.benchmarks.steps.at(-1).with = { ...QUICK, ...inputs };
  return workflow;
}

/** A project, a machine, and what plays events there. */
function setUp(t) {
  const folder = scratchFolder(t);
  const origin = path.join(folder, "origin");
  const first = makeProject(origin, CANARY);
  const env = machineIn(folder, [TRACKMEET]);
  let plays = 0;
  const world = (more = {}) => ({ folder: path.join(folder, `play ${++plays}`), origin, env, execute: () => true, ...more });
  const labelled = (head, number = 7) =>
    pullRequest({ action: "labeled", label: "benchmark", labels: ["benchmark"], fork: true, ...pullFrom(origin, number, head) });
  const trackmeet = (cwd, ...args) => run(TRACKMEET, args, { cwd, env: { ...env, COLUMNS: "200" } });
  return { folder, origin, first, world, labelled, trackmeet };
}

/** What a play left in the folder of the report. */
const reported = (played, file, artifact = "trackmeet") => fs.readFileSync(path.join(played.artifacts, artifact, file), "utf8");
function rowOf(played) {
  const { rows } = JSON.parse(reported(played, "verdict.json"));
  assert.ok(rows, reported(played, "verdict.json"));
  return rows.find(({ name, metric }) => name === "compute" && metric === "real_time");
}

test("the examples are right for GitHub's parser", async () => {
  for (const name of ["benchmarks", "comment"]) assert.deepEqual(await githubOnWorkflow(name, example(name)), []);
});

test("a labelled pull request from a fork: a moderate regression in status, annotations, summary, reports and comment; then all is well, in the same comment", async (t) => {
  const { origin, first, world, labelled } = setUp(t);
  git(origin, "checkout", "--quiet", "-b", "slow");
  const slow = slowedBy(origin, 25, "a slow change");
  git(origin, "checkout", "--quiet", "main");
  fs.writeFileSync(path.join(origin, "other"), "");
  commitAll(origin, "main goes on");

  const pull = labelled(slow);
  const played = await play(benchmarks(), pull, world());
  const [job] = played.jobs;
  assert.equal(job.result, "failure", job.log);
  assert.equal(job.steps.find(({ name }) => name === "Pass or fail").status, 1);
  assert.match(job.log, /^::error title=canary%3A compute%3A regression moderate::time \+\d/m);
  assert.match(job.summary, /^### ❌ canary: compute is \d\d\.?\d* % slower \(moderate\)/m);
  assert.match(reported(played, "comment.md", "trackmeet-comment"), /\*\*regression moderate\*\*/);
  assert.match(reported(played, "junit.xml"), /<failure type="regression"/);
  assert.match(reported(played, "report.html"), /^<!DOCTYPE html>/i);
  const row = rowOf(played);
  assert.deepEqual([row.verdict, row.severity], ["regression", "moderate"]);
  assert.ok(Math.abs(row.change - 0.25) < 0.08, String(row.change));
  const sides = fs.readdirSync(path.join(played.artifacts, "trackmeet/results")).map((name) => JSON.parse(reported(played, `results/${name}`)).run);
  assert.deepEqual(sides.map(({ duet, git: { commit } }) => [duet.side, commit]).sort(), [["base", first], ["head", slow]],
    "it is compared with where the branch left main, not with what main is now");

  const comments = [];
  const posted = async (pulled, of) => {
    const github = fakeGithub({ artifacts: artifactsIn(of.artifacts), comments, pulls: [pulled.payload.pull_request] });
    const [job] = (await play(parse(example("comment")), workflowRun(pulled), world({ github }))).jobs;
    assert.equal(job.result, "success", job.log);
  };
  await posted(pull, played);
  assert.equal(comments.length, 1);
  assert.match(comments[0].body, /^<!-- trackmeet:\* -->\n### ❌ canary: compute is .*moderate/);
  assert.match(comments[0].body, /\*\*regression moderate\*\*[^\n]*\n/);

  git(origin, "checkout", "--quiet", "slow");
  const mended = labelled(slowedBy(origin, 0, "mended"));
  const again = await play(benchmarks(), mended, world());
  assert.equal(again.jobs[0].result, "success", again.jobs[0].log);
  assert.match(again.jobs[0].summary, /^### ✅ canary/m);
  assert.doesNotMatch(again.jobs[0].log, /^::error/m);
  await posted(mended, again);
  assert.equal(comments.length, 1);
  assert.match(comments[0].body, /^<!-- trackmeet:\* -->\n### ✅ canary/);
});

test("a gate of none reports and lets it pass", async (t) => {
  const { origin, world, labelled } = setUp(t);
  const main = git(origin, "rev-parse", "HEAD");
  git(origin, "checkout", "--quiet", "--detach", main);
  const played = await play(benchmarks({ gate: "none" }), labelled(slowedBy(origin, 25, "slow")), world());
  assert.equal(played.jobs[0].result, "success", played.jobs[0].log);
  assert.equal(rowOf(played).severity, "moderate");
});

test("a head that does not build is no verdict: status 2, and the comment has its last words", async (t) => {
  const { origin, world, labelled } = setUp(t);
  git(origin, "checkout", "--quiet", "--detach");
  const head = slowedBy(origin, "broken", "broken");
  const workflow = benchmarks();
  workflow.jobs.benchmarks.steps = workflow.jobs.benchmarks.steps.filter(({ name }) => name !== "Build");
  const played = await play(workflow, labelled(head), world());
  const [job] = played.jobs;
  assert.equal(job.steps.find(({ name }) => name === "Pass or fail").status, 2, job.log);
  const comment = reported(played, "comment.md", "trackmeet-comment");
  assert.match(comment, /^<!-- trackmeet:all -->\n### ❔ all: the question could not be answered\n/);
  assert.match(comment, /^ {4}.*cannot build this/m);
  assert.match(job.summary, /cannot build this/);
});

test("at night: without any baseline the run is kept; with one it is compared; on another machine class it is a duet with the blessed commit", async (t) => {
  const { folder, origin, first, world, trackmeet } = setUp(t);
  const night = () => schedule("17 2 * * *", git(origin, "rev-parse", "HEAD"));
  const alone = await play(benchmarks(), night(), world());
  assert.equal(alone.jobs[0].result, "success", alone.jobs[0].log);
  assert.ok(fs.readdirSync(path.join(alone.artifacts, "trackmeet/results")).length > 0, "the run is kept");
  fs.rmSync(path.join(folder, "home/.local"), { recursive: true }); // the next night runs on another machine

  // Blessed here, with the checkout as it is.
  const build = await run("sh", ["build.sh"], { cwd: origin, env: process.env });
  assert.equal(build.status, 0, build.log);
  for (const args of [["run", "--filter", "^compute$", "--rounds", "10", "--min-time", "0.02"], ["baseline", "update", "--reason", "first"]]) {
    const done = await trackmeet(origin, ...args);
    assert.equal(done.status, 0, done.log);
  }
  commitAll(origin, "a baseline");
  // What comes of it is the machine's mood, so that no gate is asked.
  const compared = await play(benchmarks({ rounds: 10, gate: "none" }), night(), world());
  assert.equal(compared.jobs[0].result, "success", compared.jobs[0].log);
  assert.equal(rowOf(compared).base_rounds, 10, compared.jobs[0].log);
  assert.doesNotMatch(compared.jobs[0].log, /a duet with/);

  const [name] = fs.readdirSync(path.join(origin, "baselines"));
  const file = path.join(origin, "baselines", name, "canary.json");
  const blessed = /"commit": "([0-9a-f]{40})"/.exec(fs.readFileSync(file, "utf8"))[1]; // the canary's own: it was built elsewhere
  const text = fs.readFileSync(file, "utf8").replaceAll(name, "x86_64-other-9c-debian-12").replaceAll(blessed, first);
  fs.rmSync(path.join(origin, "baselines", name), { recursive: true });
  fs.mkdirSync(path.join(origin, "baselines/x86_64-other-9c-debian-12"));
  fs.writeFileSync(path.join(origin, "baselines/x86_64-other-9c-debian-12/canary.json"), text);
  slowedBy(origin, 25, "slow, and the baseline is of another machine");
  const duet = await play(benchmarks(), night(), world());
  assert.match(duet.jobs[0].log, new RegExp(`this machine class has no baseline: a duet with ${first.slice(0, 7)}`));
  assert.equal(duet.jobs[0].steps.find(({ name: step }) => step === "Pass or fail").status, 1, duet.jobs[0].log);
  assert.equal(rowOf(duet).severity, "moderate");
  assert.ok(!fs.existsSync(path.join(duet.artifacts, "trackmeet-comment")), "there is no pull request to comment on");
});

test("what cannot be is said plainly", async (t) => {
  const { origin, world, labelled } = setUp(t);
  const failed = async (event, inputs, why, change = () => {}) => {
    const workflow = benchmarks(inputs);
    change(workflow);
    const [job] = (await play(workflow, event, world())).jobs;
    assert.equal(job.result, "failure");
    assert.match(job.log, why);
  };
  const hand = dispatch({}, git(origin, "rev-parse", "HEAD"));
  await failed(hand, { mode: "duel" }, /^::error title=Trackmeet::mode is auto, duet or baseline, not 'duel'$/m);
  await failed(hand, { mode: "duet" }, /^::error title=Trackmeet::a duet needs the input 'base'/m);
  await failed(hand, { trackmeet: "./no/such" }, /^::error title=Trackmeet::there is no program '\.\/no\/such'$/m);
  git(origin, "checkout", "--quiet", "--detach");
  await failed(labelled(slowedBy(origin, 1, "x")), {}, /^::error title=Trackmeet::where the branch left its target is not in this clone: check out with fetch-depth: 0$/m,
    (workflow) => delete workflow.jobs.benchmarks.steps[0].with["fetch-depth"]);
});
