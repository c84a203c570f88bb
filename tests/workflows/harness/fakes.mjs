// SPDX-License-Identifier: Apache-2.0
// The actions of others that our workflows use, as far as these ask them: each is a small stand-in that does the same on
// this machine. `inputs` are strings as in `with:`, `scope` is what a step sees (see play.mjs).
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { git } from "./process.mjs";

const NOBODY = 65534;

function chownAll(folder, owner) {
  fs.lchownSync(folder, owner, owner);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const below = path.join(folder, entry.name);
    if (entry.isDirectory()) chownAll(below, owner);
    else fs.lchownSync(below, owner, owner);
  }
}

/** Clones the origin of this play as actions/checkout does it. In a container the files belong to somebody else. */
function checkout(inputs, { workspace, event, origin, inContainer }) {
  if (!origin) return {};
  const known = ["fetch-depth", "persist-credentials", "ref", "sparse-checkout"];
  for (const name of Object.keys(inputs)) if (!known.includes(name)) throw new Error(`checkout is not played with '${name}'`);
  const here = event.ref.startsWith("refs/pull/") ? event.ref.replace("refs/pull/", "refs/remotes/pull/") : "refs/remotes/origin/checked-out";
  const wanted = inputs.ref ? inputs.ref : event.ref;
  const whole = inputs["fetch-depth"] === "0";
  const everything = whole ? ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"] : [];
  git(workspace, "init", "--quiet");
  git(workspace, "remote", "add", "origin", pathToFileURL(origin).href);
  git(workspace, "fetch", "--quiet", "--no-tags", ...(whole ? [] : ["--depth=1"]), "origin", ...everything, `+${wanted}:${here}`);
  if (inputs["sparse-checkout"]) git(workspace, "sparse-checkout", "set", ...inputs["sparse-checkout"].trim().split(/\s+/));
  git(workspace, "checkout", "--quiet", "--force", "--detach", here);
  if (inContainer && process.getuid() === 0) chownAll(workspace, NOBODY);
  return {};
}

/** Files go to the play's artifacts; a folder gives what is in it, but for hidden files; several paths stay below the workspace. */
function uploadArtifact(inputs, { artifacts, workspace }) {
  const target = path.join(artifacts, inputs.name);
  if (fs.existsSync(target) && inputs.overwrite !== "true") throw new Error(`there is an artifact ${inputs.name} already`);
  fs.rmSync(target, { recursive: true, force: true });
  const lines = inputs.path.trim().split("\n");
  let found = 0;
  for (const line of lines) {
    const whole = path.resolve(workspace, line);
    const folder = path.dirname(whole);
    const pattern = new RegExp(`^${path.basename(whole).replace(/[.]/g, "\\.").replace(/\*/g, ".*")}$`);
    for (const name of fs.existsSync(folder) ? fs.readdirSync(folder).filter((each) => pattern.test(each)) : []) {
      const from = path.join(folder, name);
      const alone = lines.length === 1 && fs.statSync(from).isDirectory();
      const to = alone ? target : path.join(target, lines.length === 1 ? name : path.relative(workspace, from));
      fs.cpSync(from, to, { recursive: true, filter: (each) => each === from || !path.basename(each).startsWith(".") });
      ++found;
    }
  }
  if (found === 0 && inputs["if-no-files-found"] === "error") throw new Error(`nothing to upload: ${inputs.path}`);
  return {};
}

function downloadArtifact(inputs, { artifacts, workspace }) {
  const from = path.join(artifacts, inputs.name);
  if (!fs.existsSync(from)) throw new Error(`there is no artifact ${inputs.name}`);
  fs.cpSync(from, path.resolve(workspace, inputs.path), { recursive: true });
  return {};
}

/** Runs the script, with the play's pretended GitHub, and `env` where the script looks for it. */
async function githubScript(inputs, { workspace, event, github, env, log, run }) {
  const AsyncFunction = (async () => {}).constructor;
  const outputs = {};
  const core = {
    info: (text) => log(text),
    notice: (text) => log(`::notice::${text}`),
    warning: (text) => log(`::warning::${text}`),
    setOutput: (name, value) => (outputs[name] = value),
  };
  const [owner, repo] = event.payload.repository.full_name.split("/");
  const context = {
    payload: event.payload, eventName: event.name, sha: event.sha, ref: event.ref, actor: "ann", runId: run.id,
    serverUrl: "https://github.com", repo: { owner, repo },
  };
  const before = { ...process.env };
  Object.assign(process.env, env, { GITHUB_WORKSPACE: workspace });
  try {
    const script = new AsyncFunction("github", "context", "core", "require", inputs.script);
    await script(github, context, core, createRequire(path.join(workspace, "script")));
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
  return outputs;
}

export const fakes = {
  "actions/cache": () => ({ "cache-hit": "" }),
  "actions/checkout": checkout,
  "actions/download-artifact": downloadArtifact,
  "actions/github-script": githubScript,
  "actions/upload-artifact": uploadArtifact,
};
