// SPDX-License-Identifier: Apache-2.0
// examples/ci for other services: the scripts in them are run in a small project, with a slow change and a harmless one.
//
//     node examples_test.mjs <trackmeet> <canary>
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import { ROOT } from "./harness/files.mjs";
import { machineIn } from "./harness/machine.mjs";
import { git, run } from "./harness/process.mjs";
import { makeProject, slowedBy } from "./harness/project.mjs";
import { scratchFolder } from "./harness/scratch.mjs";

const [TRACKMEET, CANARY] = process.argv.slice(2, 4).map((argument) => path.resolve(argument));
const read = (name) => fs.readFileSync(path.join(ROOT, "examples/ci", name), "utf8");

// So that a test takes seconds: the program that the scripts find measures one benchmark only.
const ONE_BENCHMARK = `#!/bin/sh\nexec "${TRACKMEET}" "$@" --filter '^compute$'\n`;

/** GitLab runs the lines of both scripts one after the other and stops at the first that fails. Here /opt is another folder. */
function ofGitlab() {
  const { before_script: before, script } = parse(read("gitlab-ci.yml")).benchmarks;
  return `set -eo pipefail\n${[...before, ...script].join("\n").replaceAll("/opt", "~/opt")}\n`;
}

/** What Jenkins gives to a shell: the text between ''' with Groovy's escapes undone. */
const ofJenkins = () => /sh '''\n([\s\S]*?)'''/.exec(read("Jenkinsfile"))[1].replaceAll("\\\\", "\\");

const SERVICES = {
  GitLab: {
    shell: ["bash", "-c", ofGitlab()],
    env: ({ base, head, archive }) => ({ CI_MERGE_REQUEST_DIFF_BASE_SHA: base, CI_COMMIT_SHA: head, TRACKMEET: pathToFileURL(archive).href }),
  },
  Jenkins: { shell: ["sh", "-xe", "-c", ofJenkins()], env: () => ({ CHANGE_TARGET: "main" }) },
  "a plain shell": { shell: [path.join(ROOT, "examples/ci/benchmarks.sh"), "origin/main"], env: () => ({}) },
};

for (const [name, { shell, env }] of Object.entries(SERVICES)) {
  test(`${name}: a slow change fails with a report, a harmless one passes`, async (t) => {
    const folder = scratchFolder(t);
    const origin = path.join(folder, "origin");
    const clone = path.join(folder, "clone");
    const base = makeProject(origin, CANARY);
    const machine = machineIn(folder);
    fs.writeFileSync(path.join(folder, "bin/trackmeet"), ONE_BENCHMARK, { mode: 0o755 });
    const archive = path.join(folder, "release.tar.gz");
    execFileSync("tar", ["-czf", archive, "--transform=s,^,trackmeet-1.2.3/,", "-C", folder, "bin/trackmeet"]);
    fs.mkdirSync(path.join(machine.HOME, "opt"));
    git(folder, "clone", "--quiet", origin, clone);
    for (const [percent, status, verdict] of [[25, 1, "regression"], [0, 0, null]]) {
      const head = slowedBy(clone, percent, `slowed by ${percent}`);
      const [command, ...args] = shell;
      const done = await run(command, args, { cwd: clone, env: { ...machine, ...env({ base, head, archive }) } });
      assert.equal(done.status, status, done.log);
      const { rows } = JSON.parse(fs.readFileSync(path.join(clone, "report/verdict.json"), "utf8"));
      const row = rows.find(({ name: benchmark, metric }) => benchmark === "compute" && metric === "real_time");
      if (verdict) assert.deepEqual([row.verdict, row.severity], [verdict, "moderate"]);
      else assert.notEqual(row.verdict, "regression");
      assert.match(fs.readFileSync(path.join(clone, "report/junit.xml"), "utf8"), verdict ? /<failure type="regression"/ : /failures="0"/);
      assert.ok(fs.existsSync(path.join(clone, "report/report.html")));
    }
  });
}

test("what the scripts write is what the files keep", () => {
  const { artifacts } = parse(read("gitlab-ci.yml")).benchmarks;
  assert.deepEqual([artifacts.paths, artifacts.reports.junit, artifacts.when], [["report/"], "report/junit.xml", "always"]);
  assert.match(read("Jenkinsfile"), /junit 'report\/junit\.xml'/);
  assert.match(read("Jenkinsfile"), /archiveArtifacts 'report\/\*\*'/);
});
