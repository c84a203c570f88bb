// SPDX-License-Identifier: Apache-2.0
// Stands for GitHub's interface in scripts of actions/github-script: holds pull requests, comments and artifacts, and
// remembers what was asked of it.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const ZIP = `
import sys, zipfile, json
with zipfile.ZipFile(sys.stdout.buffer, "w", zipfile.ZIP_DEFLATED) as archive:
    for name, text in json.load(sys.stdin):
        archive.writestr(name, text)
`;

/** A zip archive as a stream writes it, as that of upload-artifact is. @param {[string, string][]} entries */
export const zipped = (entries) => execFileSync("python3", ["-c", ZIP], { input: JSON.stringify(entries), maxBuffer: 1 << 28 });

const filesBelow = (folder) =>
  fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(path.join(folder, entry.name)) : [path.join(folder, entry.name)]);

/** The artifacts of a play, as GitHub would keep them. */
export const artifactsIn = (folder) =>
  fs.readdirSync(folder).sort().map((name) => {
    const files = filesBelow(path.join(folder, name));
    return { name, zip: zipped(files.map((file) => [path.relative(path.join(folder, name), file), fs.readFileSync(file, "utf8")])) };
  });

/**
 * @param {{pulls?: object[], comments?: object[], artifacts?: {name: string, zip: Buffer, size?: number}[]}} state
 */
export function fakeGithub({ pulls = [], comments = [], artifacts = [] } = {}) {
  const calls = [];
  let made = 1000;
  const endpoint = (name, answer) => async (args) => {
    calls.push({ name, args });
    return { data: await answer(args) };
  };
  const sha = () => String(++made).padStart(40, "0");
  const rest = {
    actions: {
      listWorkflowRunArtifacts: endpoint("listWorkflowRunArtifacts", () =>
        artifacts.map(({ name, zip, size, expired = false }, id) => ({ id, name, expired, size_in_bytes: size ?? zip.length }))),
      downloadArtifact: endpoint("downloadArtifact", ({ artifact_id }) => {
        const { zip } = artifacts[artifact_id];
        return zip.buffer.slice(zip.byteOffset, zip.byteOffset + zip.length);
      }),
    },
    pulls: {
      get: endpoint("pulls.get", ({ pull_number }) => {
        const pull = pulls.find(({ number }) => number === pull_number);
        if (!pull) throw Object.assign(new Error("Not Found"), { status: 404 });
        return pull;
      }),
      create: endpoint("pulls.create", () => ({ html_url: "https://github.com/sprinters/trackmeet/pull/99" })),
    },
    issues: {
      listComments: endpoint("listComments", () => comments),
      createComment: endpoint("createComment", ({ body }) => {
        const comment = { id: ++made, body, user: { login: "github-actions[bot]", type: "Bot" }, html_url: `https://github.com/#${made}` };
        comments.push(comment);
        return comment;
      }),
      updateComment: endpoint("updateComment", ({ comment_id, body }) => {
        const comment = comments.find(({ id }) => id === comment_id);
        comment.body = body;
        return comment;
      }),
    },
    git: {
      getRef: endpoint("getRef", () => ({ object: { sha: sha() } })),
      getCommit: endpoint("getCommit", () => ({ tree: { sha: sha() } })),
      createBlob: endpoint("createBlob", () => ({ sha: sha() })),
      createTree: endpoint("createTree", () => ({ sha: sha() })),
      createCommit: endpoint("createCommit", () => ({ sha: sha() })),
      createRef: endpoint("createRef", () => ({})),
    },
    repos: {
      createRelease: endpoint("createRelease", () => ({ id: ++made })),
      uploadReleaseAsset: endpoint("uploadReleaseAsset", () => ({})),
      updateRelease: endpoint("updateRelease", () => ({ html_url: "https://github.com/sprinters/trackmeet/releases/1" })),
      deleteRelease: endpoint("deleteRelease", () => ({})),
    },
  };
  const paginate = async (method, args) => (await method(args)).data;
  return { rest, paginate, calls, comments, called: (name) => calls.filter((call) => call.name === name).map(({ args }) => args) };
}
