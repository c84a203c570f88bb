// SPDX-License-Identifier: Apache-2.0
// What the workflows' own scripts do, and the release from tag to upload. Building and packaging are pretended here.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { push } from "./harness/events.mjs";
import { ROOT, workflow } from "./harness/files.mjs";
import { fakeGithub } from "./harness/github.mjs";
import { machineIn } from "./harness/machine.mjs";
import { play } from "./harness/play.mjs";
import { git, run } from "./harness/process.mjs";
import { commitAll } from "./harness/project.mjs";
import { scratchFolder } from "./harness/scratch.mjs";

const script = (name, args, env = {}) => run(path.join(ROOT, "scripts/ci", name), args, { cwd: ROOT, env: { PATH: process.env.PATH, ...env } });

test("plan-suites refuses what it does not know", async () => {
  for (const args of [[], ["tensor_ops"], ["all; true"]]) {
    const done = await script("plan-suites", args);
    assert.equal(done.status, 2);
    assert.match(done.log, /error: the suite is all, tensor-ops/);
  }
});

test("the suites that are planned are those that there are", async () => {
  const { log } = await script("plan-suites", ["all"]);
  const listed = /foreach\(folder ([^)]*)\)/.exec(fs.readFileSync(path.join(ROOT, "suites/CMakeLists.txt"), "utf8"))[1].split(" ");
  const ours = listed.filter((name) => !["support", "canary", "rivals"].includes(name));
  assert.deepEqual(JSON.parse(log.replace("suites=", "")).sort(), ours.sort());
});

test("the coverage goes into the summary as a table, and a build that failed before has none", async (t) => {
  const folder = scratchFolder(t);
  const log = path.join(folder, "gcovr.log");
  const summary = path.join(folder, "summary");
  fs.writeFileSync(log, "lines: 96.7% (13696 out of 14159)\nfunctions: 85.2% (2953 out of 3467)\nbranches: 72.9% (1 out of 2)\n(INFO) x\n");
  assert.equal((await script("coverage-summary", [log], { GITHUB_STEP_SUMMARY: summary })).status, 0);
  assert.match(fs.readFileSync(summary, "utf8"), /\| lines \| 96\.7% \| 13696 out of 14159 \|\n\| functions .*\n\| branches .*\n$/);
  assert.equal((await script("coverage-summary", [path.join(folder, "none")])).status, 0);
});

const CMAKE = `#!/bin/sh
# Stands for cmake: what is built only says what it was built by.
echo "cmake $*" >>"$CALLS"
[ "$1" != --build ] || { mkdir -p "$2/app" && printf '#!/bin/sh\\necho built\\n' >"$2/app/trackmeet" && chmod +x "$2/app/trackmeet"; }
`;

test("the action builds trackmeet from its own sources where there is none, and only then", async (t) => {
  const folder = scratchFolder(t);
  const action = path.join(folder, "checkout of the action");
  for (const file of [".github/actions/benchmark/program", "scripts/install-deps"]) fs.cpSync(path.join(ROOT, file), path.join(action, file));
  const machine = machineIn(folder);
  const without = machine.PATH.split(":").filter((each) => !fs.existsSync(path.join(each, "trackmeet"))).join(":");
  const env = { ...machine, PATH: without, CALLS: path.join(folder, "calls"), GITHUB_OUTPUT: path.join(folder, "output") };
  fs.writeFileSync(path.join(folder, "bin/cmake"), CMAKE, { mode: 0o755 });
  const program = async (named) => {
    for (const file of [env.CALLS, env.GITHUB_OUTPUT]) fs.writeFileSync(file, "");
    const done = await run(path.join(action, ".github/actions/benchmark/program"), [], { cwd: folder, env: { ...env, TRACKMEET: named } });
    return { ...done, calls: fs.readFileSync(env.CALLS, "utf8"), output: fs.readFileSync(env.GITHUB_OUTPUT, "utf8") };
  };
  const built = await program("trackmeet");
  assert.equal(built.status, 0, built.log);
  assert.equal(built.calls, `cmake -S ${action} --preset release\ncmake --build ${action}/build/release --target trackmeet\n`);
  assert.equal(built.output, `program=${action}/build/release/app/trackmeet\n`);

  fs.copyFileSync(path.join(action, "build/release/app/trackmeet"), path.join(folder, "bin/trackmeet"));
  const found = await program("trackmeet");
  assert.deepEqual([found.calls, found.output], ["", `program=${folder}/bin/trackmeet\n`]);
  assert.deepEqual((await program("bin/trackmeet")).output, `program=${folder}/bin/trackmeet\n`);
  const missing = await program("bin/other");
  assert.equal(missing.status, 2);
  assert.match(missing.log, /there is no program 'bin\/other'/);
  assert.equal(missing.calls, "", "a path that was named and is not there is no reason to build");
});

/** An archive as scripts/package makes it, with a program that only pretends. */
function makeArchive(dist, { version = "1.2.3", says = version, top = `trackmeet-${version}`, selfTest = 0, also = "" } = {}) {
  const stage = path.join(dist, "stage");
  fs.mkdirSync(path.join(stage, top, "bin"), { recursive: true });
  fs.writeFileSync(path.join(stage, top, "bin/trackmeet"),
    `#!/bin/sh\nif [ "$1" = self-test ]; then exit ${selfTest}; fi\necho "trackmeet ${says}"\n`, { mode: 0o755 });
  if (also) fs.writeFileSync(path.join(stage, also), "");
  const name = `trackmeet-${version}-linux-x86_64.tar.gz`;
  execFileSync("tar", ["-czf", path.join(dist, name), "-C", stage, top, ...(also ? [also] : [])]);
  fs.rmSync(stage, { recursive: true });
  fs.writeFileSync(path.join(dist, `${name}.sha256`), execFileSync("sha256sum", [name], { cwd: dist }));
  return path.join(dist, name);
}

for (const [what, made, change, why] of [
  ["is as it must be", {}, () => {}, null],
  ["is not what its checksum says", {}, (archive) => fs.appendFileSync(archive, "x"), /is not what its checksum says/],
  ["has no checksum", {}, (archive) => fs.rmSync(`${archive}.sha256`), /has no checksum/],
  ["has another version inside", { says: "9.9.9" }, () => {}, /says it is trackmeet 9\.9\.9/],
  ["has two things at its top", { also: "other" }, () => {}, /has not one folder at its top/],
  ["fails its self-test", { selfTest: 1 }, () => {}, /the self-test failed/],
  ["is not there", {}, (archive) => fs.rmSync(archive), /there is no archive/],
]) {
  test(`verify-package: an archive that ${what}`, async (t) => {
    const dist = scratchFolder(t);
    change(makeArchive(dist, made));
    const done = await script("verify-package", [dist]);
    assert.equal(done.status, why ? 1 : 0, done.log);
    assert.match(done.log, why ?? /runs, self-test passed/);
  });
}

/** An origin that has our scripts for releases, with building and packaging pretended. */
function originForRelease(folder, pack) {
  const origin = path.join(folder, "origin");
  fs.cpSync(path.join(ROOT, "scripts/ci"), path.join(origin, "scripts/ci"), { recursive: true });
  fs.writeFileSync(path.join(origin, "scripts/test"), "#!/bin/sh\necho tested\n", { mode: 0o755 });
  fs.writeFileSync(path.join(origin, "scripts/package"), pack, { mode: 0o755 });
  fs.writeFileSync(path.join(origin, "CHANGELOG.md"), "# What is new\n\n## 1.3.0 (not yet released)\n\nMore.\n\n## 1.2.3 (2026-11-20)\n\nThe story.\n\n## 1.2.2\n\nOld.\n");
  git(origin, "init", "--quiet", "--initial-branch=main");
  return { origin, commit: commitAll(origin, "release") };
}

async function release(t, { archive = {}, tag = "v1.2.3", github = fakeGithub() } = {}) {
  const folder = scratchFolder(t);
  const dist = path.join(folder, "made");
  fs.mkdirSync(dist);
  const made = makeArchive(dist, archive);
  const { origin, commit } = originForRelease(folder,
    `#!/bin/sh\ntest "$*" = "--version ${tag.slice(1)}" || exit 2\nmkdir -p dist\ncp "${made}"* dist/\necho manifest >"dist/$(basename "${made}" .tar.gz).manifest"\n`);
  git(origin, "tag", tag);
  const world = { folder: path.join(folder, "play"), origin, github, env: machineIn(folder), execute: () => true };
  return { github, ...(await play(workflow("release").data, push(`refs/tags/${tag}`, commit), world)) };
}

test("a version tag is tested, packaged, verified and published with checksums and its story, all at once", async (t) => {
  const { ok, jobs, github } = await release(t);
  assert.ok(ok, jobs.map(({ log }) => log).join("\n"));
  assert.match(jobs[0].log, /^tested$/m);
  const [created] = github.called("createRelease");
  assert.deepEqual([created.tag_name, created.body, created.draft], ["v1.2.3", "The story.", true]);
  assert.deepEqual(github.called("uploadReleaseAsset").map(({ name }) => name),
    ["trackmeet-1.2.3-linux-x86_64.manifest", "trackmeet-1.2.3-linux-x86_64.tar.gz", "trackmeet-1.2.3-linux-x86_64.tar.gz.sha256"]);
  assert.equal(github.calls.at(-1).name, "updateRelease");
  assert.equal(github.calls.at(-1).args.draft, false);
});

test("an archive that does not pass is never published", async (t) => {
  const { jobs, github } = await release(t, { archive: { selfTest: 1 } });
  assert.deepEqual(jobs.map(({ id, result }) => [id, result]), [["package", "failure"]]);
  assert.deepEqual(github.calls, []);
});

test("a version without a section in CHANGELOG.md is not published", async (t) => {
  const { jobs, github } = await release(t, { archive: { version: "1.2.4" }, tag: "v1.2.4" });
  assert.match(jobs.at(-1).log, /CHANGELOG\.md has no section for 1\.2\.4/);
  assert.deepEqual(github.calls, []);
});

test("a release whose upload breaks off is taken back, so that nobody sees half of it", async (t) => {
  const github = fakeGithub();
  github.rest.repos.uploadReleaseAsset = async () => { throw new Error("the connection is gone"); };
  const { jobs } = await release(t, { github });
  assert.match(jobs.at(-1).log, /the connection is gone/);
  assert.equal(github.calls.at(-1).name, "deleteRelease");
  assert.deepEqual(github.called("updateRelease"), []);
});
