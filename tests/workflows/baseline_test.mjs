// SPDX-License-Identifier: Apache-2.0
// baseline-update.yml from the dispatch to the pull request, in a small project whose build is a line.
//
//     node baseline_test.mjs <trackmeet> <canary>
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { dispatch } from "./harness/events.mjs";
import { ROOT, workflow } from "./harness/files.mjs";
import { fakeGithub } from "./harness/github.mjs";
import { machineIn } from "./harness/machine.mjs";
import { play } from "./harness/play.mjs";
import { git, run } from "./harness/process.mjs";
import { commitAll, makeProject } from "./harness/project.mjs";
import { scratchFolder } from "./harness/scratch.mjs";

const [TRACKMEET, CANARY] = process.argv.slice(2, 4).map((argument) => path.resolve(argument));

// So that a test takes seconds: what the workflow builds measures one benchmark, in a few rounds.
const QUICK = `#!/bin/sh
if [ "$1" = run ]; then exec "${TRACKMEET}" "$@" --filter '^compute$' --rounds 3; fi
exec "${TRACKMEET}" "$@"
`;

async function updated(t, { machineClass, reason = "it is `faster` now; $(touch pwned)\nand @all may know", prepare = () => {} }) {
  const folder = scratchFolder(t);
  const origin = path.join(folder, "origin");
  makeProject(origin, CANARY);
  fs.cpSync(path.join(ROOT, "scripts/ci"), path.join(origin, "scripts/ci"), { recursive: true });
  const env = machineIn(folder);
  fs.writeFileSync(path.join(folder, "quick"), QUICK, { mode: 0o755 });
  fs.writeFileSync(path.join(origin, "scripts/ci/build"),
    `#!/bin/sh\nset -e\nsh build.sh\nmkdir -p build/release/app\necho '*' >build/.gitignore\ncp "${path.join(folder, "quick")}" build/release/app/trackmeet\n`);
  prepare(origin);
  const commit = commitAll(origin, "scripts");
  const github = fakeGithub();
  const inputs = { "machine-class": machineClass, reason, suite: "all", sessions: "2" };
  const world = { folder: path.join(folder, "play"), origin, github, env: { ...env, COLUMNS: "120" }, execute: () => true };
  return { github, origin, ...(await play(workflow("baseline-update").data, dispatch(inputs, commit), world)) };
}

const doctor = await run(TRACKMEET, ["doctor", "--no-measure", "--json"], { env: process.env });
const HERE = JSON.parse(doctor.log).machine_class;

test("it measures, shows old against new, and opens a pull request with the new baseline", async (t) => {
  const { ok, jobs, github } = await updated(t, { machineClass: HERE });
  assert.ok(ok, jobs.map(({ log }) => log).join("\n"));
  const [blob] = github.called("createBlob");
  const baseline = JSON.parse(blob.content);
  assert.equal(baseline.machine_class, HERE);
  assert.deepEqual(github.called("createTree")[0].tree.map((entry) => entry.path), [`baselines/${HERE}/canary.json`]);
  assert.match(jobs[0].summary, /### Old against new\n\n {4}/);
  assert.match(jobs[0].summary, /2 sessions/);
  const [pull] = github.called("pulls.create");
  assert.deepEqual([pull.base, pull.head, pull.title], ["main", `baseline-update/${HERE}-501`, `build: new baseline of ${HERE}`]);
  assert.match(pull.body, /^ {4}it is `faster` now; \$\(touch pwned\)\n {4}and @all may know$/m, "a reason is text");
  assert.match(pull.body, /^ {4}wrote baselines\//m);
  assert.match(github.called("createCommit")[0].message, /it is `faster` now/);
});

test("a runner of another class measures nothing", async (t) => {
  const { jobs, github } = await updated(t, { machineClass: "x86_64-other-9c-debian-12" });
  assert.deepEqual(jobs.map(({ id, result }) => [id, result]), [["measure", "failure"]]);
  assert.match(jobs[0].log, new RegExp(`^::error title=Baseline update::this runner is of the class ${HERE}, not x86_64-other-9c-debian-12$`, "m"));
  assert.doesNotMatch(jobs[0].log, /session 1/);
  assert.deepEqual(github.calls, []);
});

test("what measuring left is checked before it is committed", async (t) => {
  const { proposeBaseline } = (await import("node:module")).createRequire(import.meta.url)(path.join(ROOT, "scripts/ci/propose-baseline.cjs"));
  const folder = scratchFolder(t);
  const below = path.join(folder, "baselines", HERE);
  fs.mkdirSync(below, { recursive: true });
  fs.writeFileSync(path.join(folder, "old-against-new.txt"), "");
  const proposed = (machineClass) => {
    const github = fakeGithub();
    const context = { repo: { owner: "o", repo: "r" }, payload: { repository: { default_branch: "main" } }, runId: 1, actor: "ann", serverUrl: "" };
    return proposeBaseline({ github, context, core: { info: () => {} } }, { folder, machineClass, reason: "x" });
  };
  await assert.rejects(proposed("../../.github"), /is no machine class/);
  await assert.rejects(proposed(HERE), /there is no baseline/);
  fs.symlinkSync("/etc/passwd", path.join(below, "canary.json"));
  await assert.rejects(proposed(HERE), /is no baseline/);
});
