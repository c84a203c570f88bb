// SPDX-License-Identifier: Apache-2.0
// Our own workflow from the label to the comment, for real: this repository at two commits, of which one multiplies
// matrices a third slower, built and measured by the steps of benchmarks.yml. Pretended are the machine's package manager,
// the other suites, and GitHub.
//
//     node own_test.mjs <folder>
//
// What is built stays in the folder, so that the next time takes a minute.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { pullRequest, workflowRun } from "./harness/events.mjs";
import { ROOT, workflow } from "./harness/files.mjs";
import { artifactsIn, fakeGithub } from "./harness/github.mjs";
import { machineIn } from "./harness/machine.mjs";
import { play } from "./harness/play.mjs";
import { git } from "./harness/process.mjs";
import { commitAll, pullFrom } from "./harness/project.mjs";

const folder = path.resolve(process.argv[2]);
const origin = path.join(folder, "origin");

/** `file` of the origin with `from` replaced by `to`, which must be there. */
function edit(file, from, to) {
  const whole = path.join(origin, file);
  const text = fs.readFileSync(whole, "utf8");
  assert.ok(text.includes(from), `${file} has no '${from}' any more`);
  fs.writeFileSync(whole, text.replace(from, to));
}

/** The project as it is here, committed or not; of its suites only the one that is measured is built. */
function makeOrigin() {
  fs.mkdirSync(origin, { recursive: true });
  git(origin, "init", "--quiet", "--initial-branch=main");
  for (const file of git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard").split("\n")) {
    if (!fs.existsSync(path.join(ROOT, file))) continue; // deleted, not yet committed
    fs.mkdirSync(path.dirname(path.join(origin, file)), { recursive: true });
    fs.cpSync(path.join(ROOT, file), path.join(origin, file));
  }
  edit("trackmeet.toml", 'command = "cmake --workflow --preset release"',
    'command = "cmake --preset release && cmake --build --preset release --target tensor_ops"');
  commitAll(origin, "as it is");
}

function makeSlow() {
  const product = "multiply_panels<T>(a, b, out, false);";
  const third = "a.rows / 3";
  edit("nn/product.cpp", product, `${product}\n  multiply_panels<T>(a.slice(0, ${third}), b, out.slice(0, ${third}), false);`);
  return commitAll(origin, "multiply a third of the rows twice");
}

test("a pull request that slows matmul by a third ends with a moderate regression in comment, summary and status; a clean one is green", { timeout: 3_000_000 }, async () => {
  fs.rmSync(origin, { recursive: true, force: true });
  makeOrigin();
  git(origin, "checkout", "--quiet", "-b", "slow");
  const slow = makeSlow();
  git(origin, "checkout", "--quiet", "-b", "clean", "main");
  edit("README.md", "# Trackmeet", "# Trackmeet!");
  const clean = commitAll(origin, "more enthusiasm");
  git(origin, "checkout", "--quiet", "main");

  // The checkout and the duet's work trees are built from the same objects, and those of the last time.
  const ccache = process.env.CCACHE_DIR ?? path.join(process.env.HOME, ".cache/ccache");
  const env = { ...machineIn(folder), CCACHE_DIR: ccache, CCACHE_BASEDIR: folder, CCACHE_NOHASHDIR: "true" };
  const comments = [];
  const played = async (head, number) => {
    const pull = pullRequest({ action: "labeled", label: "benchmark", labels: ["benchmark"], ...pullFrom(origin, number, head) });
    fs.rmSync(path.join(folder, "plays"), { recursive: true, force: true });
    const world = { // in the same place each time, so that the builds of the duet are found again
      origin, env, folder: path.join(folder, "plays/benchmarks"),
      vars: { TRACKMEET_BUDGET: "60s", TRACKMEET_FILTER: "^matmul_medium$" },
      execute: (id, { suite }) => id === "plan" || suite === "tensor_ops",
    };
    const done = await play(workflow("benchmarks").data, pull, world);
    const github = fakeGithub({ artifacts: artifactsIn(done.artifacts), comments, pulls: [pull.payload.pull_request] });
    const [job] = (await play(workflow("pr-comment").data, workflowRun(pull), { ...world, github, execute: () => true, folder: path.join(folder, "plays/comment") })).jobs;
    assert.equal(job.result, "success", job.log);
    const verdict = JSON.parse(fs.readFileSync(path.join(done.artifacts, "trackmeet-tensor_ops/verdict.json"), "utf8"));
    return { ...done, verdict, job: done.jobs.find(({ matrix }) => matrix.suite === "tensor_ops") };
  };

  const bad = await played(slow, 7);
  assert.deepEqual(bad.jobs.map(({ id, matrix }) => matrix.suite ?? id), ["plan", "tensor_ops", "model_training", "data_loading", "events"]);
  assert.equal(bad.job.result, "failure", bad.job.log);
  assert.equal(bad.job.steps.find(({ name }) => name === "Pass or fail").status, 1, bad.job.log);
  assert.match(bad.job.summary, /^### ❌ tensor\\?_ops: matmul\\?_medium is \d\d\.?\d* % slower \(moderate\)/m);
  const row = bad.verdict.rows.find(({ name, metric }) => name === "matmul_medium" && metric === "real_time");
  assert.deepEqual([row.verdict, row.severity, row.proven], ["regression", "moderate", "worse"]);
  assert.equal(comments.length, 1);
  assert.match(comments[0].body, /^<!-- trackmeet:\* -->\n### ❌ tensor\\?_ops: matmul\\?_medium is .*\(moderate\)/);
  assert.match(comments[0].body, /\*\*regression moderate\*\*/);

  const good = await played(clean, 8);
  assert.equal(good.job.result, "success", good.job.log);
  assert.match(good.job.summary, /^### ✅ tensor/m);
});
