// SPDX-License-Identifier: Apache-2.0
// pr-comment.yml with a pretended GitHub: one comment, updated in place; and artifacts that are hostile.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import test from "node:test";
import { pullRequest, workflowRun } from "./harness/events.mjs";
import { ROOT, workflow } from "./harness/files.mjs";
import { fakeGithub, zipped } from "./harness/github.mjs";
import { play } from "./harness/play.mjs";
import { scratchFolder } from "./harness/scratch.mjs";

const { disarmed, composed } = createRequire(import.meta.url)(path.join(ROOT, ".github/actions/comment/text.cjs"));

const REPORT = "<!-- trackmeet:tensor_ops -->\n### ❌ tensor_ops: matmul is 32.9 % slower (moderate)\n\n| benchmark |\n|:--|\n| <code>matmul</code> |\n";
const labelled = pullRequest({ action: "labeled", label: "benchmark", labels: ["benchmark"] });
const fromFork = pullRequest({ action: "labeled", label: "benchmark", labels: ["benchmark"], fork: true });

const archives = new Map(); // made once
function artifact(name, entries) {
  const key = JSON.stringify(entries);
  if (!archives.has(key)) archives.set(key, zipped(entries));
  return { name, zip: archives.get(key) };
}
const report = (suite, text = REPORT, number = "7\n") =>
  artifact(`trackmeet-${suite}-comment`, [["comment.md", text], ["pull-request", number]]);

/** Plays the end of the benchmarks of `pull`; what was posted, if anything. */
async function comment(t, { pull = labelled, artifacts = [report("tensor_ops")], comments = [], pulls, run = {} }) {
  const github = fakeGithub({ artifacts, comments, pulls: pulls ?? [pull.payload.pull_request] });
  const played = await play(workflow("pr-comment").data, workflowRun(pull, run), { folder: scratchFolder(t), github, execute: () => true });
  const [job] = played.jobs;
  const [posted] = [...github.called("createComment"), ...github.called("updateComment")];
  return { github, job, posted, body: posted?.body };
}

async function nothingIsPosted(t, world, why) {
  const { job, github } = await comment(t, world);
  assert.equal(job.result, "success", job.log);
  assert.match(job.log, why);
  assert.deepEqual([...github.called("createComment"), ...github.called("updateComment")], []);
}

test("the report becomes a comment, with the marker first and the run at its end", async (t) => {
  const { posted, job } = await comment(t, {});
  assert.equal(job.result, "success", job.log);
  assert.equal(posted.issue_number, 7);
  assert.ok(posted.body.startsWith("<!-- trackmeet:* -->\n### ❌ tensor_ops: matmul is 32.9 % slower (moderate)\n"), posted.body);
  assert.match(posted.body, /<sub>\[The run\]\(https:\/\/github\.com\/sprinters\/trackmeet\/actions\/runs\/501\) has all reports\. Commit aaaaaaa\.<\/sub>\n$/);
});

test("several suites are one comment, those that end worst first", async (t) => {
  const good = "<!-- trackmeet:events -->\n### ✅ events: nothing is worse\n";
  const asked = "<!-- trackmeet:data_loading -->\n### ❔ data_loading: it does not build\n";
  const { body, github } = await comment(t, { artifacts: [report("events", good), report("data_loading", asked), report("tensor_ops")] });
  assert.equal(github.called("createComment").length, 1);
  assert.deepEqual([...body.matchAll(/^### (.)/gmu)].map(([, sign]) => sign), ["❌", "❔", "✅"]);
  assert.equal(body.match(/<!--/g).length, 1);
});

test("the next run updates the comment in place", async (t) => {
  const comments = [];
  await comment(t, { comments });
  assert.equal(comments.length, 1);
  const good = report("tensor_ops", "<!-- trackmeet:tensor_ops -->\n### ✅ tensor_ops: nothing is worse\n");
  const { posted } = await comment(t, { comments, artifacts: [good] });
  assert.equal(comments.length, 1);
  assert.equal(posted.comment_id, comments[0].id);
  assert.match(comments[0].body, /✅/);
});

test("comments of others are left alone, even with our marker in them", async (t) => {
  const comments = [
    { id: 1, user: { login: "mallory", type: "User" }, body: "<!-- trackmeet:* -->\nmine" },
    { id: 2, user: { login: "github-actions[bot]", type: "Bot" }, body: "of another workflow" },
    { id: 3, user: null, body: "<!-- trackmeet:* -->" },
  ];
  const { github } = await comment(t, { comments });
  assert.equal(github.called("createComment").length, 1);
  assert.deepEqual(github.called("updateComment"), []);
});

test("a pull request from a fork gets its comment, which says so", async (t) => {
  const { body } = await comment(t, { pull: fromFork });
  assert.match(body, /from a fork, whose own code wrote what stands above/);
});

test("nothing of the pull request is executed: the checkout is the default branch, and no artifact is extracted", async (t) => {
  const folder = scratchFolder(t);
  const github = fakeGithub({ artifacts: [report("tensor_ops")], pulls: [fromFork.payload.pull_request] });
  const played = await play(workflow("pr-comment").data, workflowRun(fromFork), { folder, github, execute: () => true });
  assert.deepEqual(played.jobs[0].steps.map(({ name }) => name.split("@")[0]), ["actions/checkout", "here", "post", "./.github/actions/comment"]);
  for (const step of workflow("pr-comment").data.jobs.comment.steps) assert.equal(step.with?.ref, undefined);
  const left = fs.readdirSync(folder, { recursive: true }).filter((name) => /comment\.md|pull-request/.test(name));
  assert.deepEqual(left, []);
});

test("the number of another pull request is not believed", async (t) => {
  const other = { ...labelled.payload.pull_request, number: 8, head: { ...labelled.payload.pull_request.head, sha: "e".repeat(40) } };
  await nothingIsPosted(t, { pull: fromFork, pulls: [fromFork.payload.pull_request, other], artifacts: [report("tensor_ops", REPORT, "8\n")] },
    /nothing was posted on pull request 8: its branch is of another repository/);
  await nothingIsPosted(t, { pulls: [other], artifacts: [report("tensor_ops", REPORT, "8\n")] }, /its head is not the commit that was measured/);
});

test("another pull request of the same repository with another head is not believed, nor one of the same head from elsewhere", async (t) => {
  const { pull_request: mine } = labelled.payload;
  const same = { ...mine, head: { ...mine.head, repo: { id: 3 } } };
  await nothingIsPosted(t, { pulls: [same] }, /its branch is of another repository/);
  await nothingIsPosted(t, { pulls: [{ ...mine, head: { ...mine.head, repo: null } }] }, /its branch is of another repository/);
  const gone = structuredClone(fromFork);
  gone.payload.pull_request.head.repo = null;
  await nothingIsPosted(t, { pull: gone }, /its branch is of another repository/);
  await nothingIsPosted(t, { pulls: [{ ...mine, base: { ...mine.base, repo: { id: 9 } } }] }, /it is of another repository/);
  await nothingIsPosted(t, { pulls: [{ ...mine, state: "closed" }] }, /it is closed/);
});

test("a run that was overtaken by a newer push says nothing", async (t) => {
  const newer = { ...labelled.payload.pull_request, head: { ...labelled.payload.pull_request.head, sha: "f".repeat(40) } };
  await nothingIsPosted(t, { pulls: [newer] }, /a newer run will tell/);
});

test("reports that name different pull requests are not posted", async (t) => {
  await nothingIsPosted(t, { artifacts: [report("a"), report("b", REPORT, "8\n")] }, /name several pull requests/);
});

test("a run without a report posts nothing", async (t) => {
  await nothingIsPosted(t, { artifacts: [] }, /left no report/);
  await nothingIsPosted(t, { artifacts: [artifact("trackmeet-tensor_ops", [["comment.md", "x"], ["pull-request", "7"]])] }, /left no report/);
});

for (const [what, hostile, why] of [
  ["is no archive", { name: "trackmeet-x-comment", zip: Buffer.from("#!/bin/sh\ntouch pwned\n") }, /not a zip archive/],
  ["is empty", { name: "trackmeet-x-comment", zip: Buffer.alloc(0) }, /not a zip archive/],
  ["is cut off", { name: "trackmeet-x-comment", zip: report("x").zip.subarray(20) }, /damaged|out of range/],
  ["says it is large", { ...report("x"), size: 5e9 }, /more than 131072 bytes/],
  ["is larger than it says", { ...artifact("trackmeet-x-comment", [["comment.md", incompressible(200_000)], ["pull-request", "7"]]), size: 10 }, /more than 131072 bytes/],
  ["has a report that unpacks to a lot", report("x", "a".repeat(10_000_000)), /comment\.md has more than 65536 bytes/],
  ["unpacks to more than it says", lying(report("x", "a".repeat(10_000_000))), /larger than|buffer/i],
  ["has a number that unpacks to a lot", report("x", REPORT, "7".repeat(1000)), /pull-request has more than 16 bytes/],
  ["names no number", report("x", REPORT, "7; rm -rf"), /names no pull request/],
  ["names a number in words of its own", report("x", REPORT, "0x7"), /names no pull request/],
  ["leads out of the folder", artifact("trackmeet-x-comment", [["../../comment.md", REPORT], ["/pull-request", "7"]]), /has no comment\.md and pull-request/],
  ["has a file twice", artifact("trackmeet-x-comment", [["comment.md", REPORT], ["comment.md", "other"], ["pull-request", "7"]]), /is there twice/],
  ["has very many files", artifact("trackmeet-x-comment", Array.from({ length: 200 }, (_, i) => [`f${i}`, ""])), /more than 100 files/],
  ["has expired", { ...report("x"), expired: true }, /expired/],
]) {
  test(`an artifact that ${what} is left out, and the others are posted`, async (t) => {
    const { job, body } = await comment(t, { artifacts: [hostile, report("tensor_ops")] });
    assert.match(job.log, /was left out/);
    assert.match(job.log, why);
    assert.match(body, /matmul is 32\.9 % slower/);
  });
}

test("of very many artifacts only the first are read", async (t) => {
  const { github, job } = await comment(t, { artifacts: Array.from({ length: 50 }, (_, i) => report(i)) });
  assert.equal(github.called("downloadArtifact").length, 20);
  assert.match(job.log, /only the first 20/);
});

test("a comment is never longer than GitHub takes, what is cut is said, and what was open is closed", () => {
  const long = `### ✅ x\n<details><summary>9</summary>\n\n${"| <code>row</code> |\n".repeat(3000)}\n</details>\n`;
  const body = composed({ reports: [long, long, long], marker: "<!-- trackmeet:* -->", footer: "end" });
  assert.ok(body.length <= 60_000, String(body.length));
  assert.equal(body.match(/The rest was cut/g).length, 3);
  assert.equal(body.match(/<details>/g).length, body.match(/<\/details>/g).length);
  const short = composed({ reports: ["### ✅ a\n", long], marker: "m", footer: "end" });
  assert.ok(short.length > 50_000, "what one does not need, the other gets");
});

test("a report of ours reads the same when it is disarmed", () => {
  const ours = "### ✅ a\\_b: 1 &#60; 2\n\n| <code>x&#95;y</code> | [+25.6, +40.5] % | **bad** |\n|:--|--:|--:|\n<details><summary>2 unchanged</summary>\n\na<br>b\n</details>\n";
  assert.equal(disarmed(ours), ours);
});

for (const [what, text, alive] of [
  ["a link", "[click](https://evil.example)", /\]\(|:\/\//],
  ["a link by reference", "[click][a]\n\n[a]: //evil.example", /\]\[|\]:/],
  ["a bare address", "https://evil.example www.evil.example", /:\/\/|www\./],
  ["an address in angle brackets", "<https://evil.example>", /<|:\/\//],
  ["an image", "![x](//evil.example/pixel.png)", /\]\(/],
  ["HTML", "<img src=x><a href='//evil.example'>x</a><script>1</script><details open>", /<(img|a|script|details)\b/],
  ["our HTML with attributes", "<code onclick=x>", /<code/],
  ["a mention", "@everyone and @sprinters/all", /@(?!&#8203;)/],
  ["a mention as an entity", "&#64;everyone &#x40;everyone &commat;everyone", /&#64;(?!&#8203;)|&#x40;|&commat;/],
  ["a reference", "#1 sprinters/trackmeet#1 GH-1", /#(?=1)|GH-(?=1)/],
  ["a marker of another comment", "<!-- trackmeet:other -->", /<!--/],
  ["letters as entities", "&#104;ttps&#58;//evil.example", /&#104;|&#58;/],
  ["a diagram", "```mermaid\nclick\n```", /```/],
  ["text that runs backwards", "\u202egnihton\u202c", /[\u202a-\u202e]/],
  ["control characters", "a\u0000\u001b[31m\rb", /[\u0000\u001b\r]/],
]) {
  test(`${what} in a report is dead`, () => assert.doesNotMatch(disarmed(text), alive));
}

/** Text that deflate cannot make smaller than that. */
function incompressible(length) {
  let seed = 1;
  return Array.from({ length }, () => String.fromCharCode(33 + ((seed = (seed * 48271) % 2147483647) % 90))).join("");
}

/** The archive with sizes of its files forged in the directory. */
function lying({ name, zip }) {
  const forged = Buffer.from(zip);
  for (let at = forged.indexOf("PK\x01\x02"); at >= 0; at = forged.indexOf("PK\x01\x02", at + 4)) forged.writeUInt32LE(10, at + 24);
  return { name, zip: forged };
}
