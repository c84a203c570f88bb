// SPDX-License-Identifier: Apache-2.0
// Executes the steps of a job for real: scripts in a shell, actions of ours step by step, those of others as fakes.
import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { asText, filled, holds } from "./expressions.mjs";
import { fakes } from "./fakes.mjs";
import { ROOT } from "./files.mjs";
import { run } from "./process.mjs";

const SHELLS = {
  bash: ["bash", "--noprofile", "--norc", "-eo", "pipefail"],
  sh: ["sh", "-e"],
};

/** name=value lines and name<<END blocks, as scripts write them to GITHUB_OUTPUT and GITHUB_ENV. */
export function parsedOutputs(text) {
  const outputs = {};
  const lines = text.split("\n");
  for (let i = 0; i < lines.length; ++i) {
    const block = /^([^=]+?)<<(.+)$/.exec(lines[i]);
    if (block) {
      const end = lines.indexOf(block[2], i + 1);
      if (end < 0) throw new Error(`no end of ${block[1]}`);
      outputs[block[1]] = lines.slice(i + 1, end).join("\n");
      i = end;
    } else if (lines[i] !== "") {
      const [, name, value] = /^([^=]+)=(.*)$/.exec(lines[i]) ?? [];
      if (name === undefined) throw new Error(`'${lines[i]}' is no output`);
      outputs[name] = value;
    }
  }
  return outputs;
}

async function runScript(step, shell, scope, contexts, status) {
  const files = {};
  const env = { ...scope.environment(), ...scope.added, ...scope.env };
  for (const name of ["OUTPUT", "ENV", "STEP_SUMMARY", "PATH"]) {
    files[name] = path.join(scope.temp, `${name.toLowerCase()}-${++scope.counter.value}`);
    fs.writeFileSync(files[name], "");
    env[`GITHUB_${name}`] = files[name];
  }
  for (const [name, value] of Object.entries(filled(step.env ?? {}, contexts, status))) env[name] = asText(value);
  if (scope.actionPath) env.GITHUB_ACTION_PATH = scope.actionPath;
  if (!SHELLS[shell]) throw new Error(`the shell '${shell}' is not played`);
  const script = path.join(scope.temp, `script-${scope.counter.value}.sh`);
  fs.writeFileSync(script, filled(step.run, contexts, status));
  const cwd = path.resolve(scope.workspace, asText(filled(step["working-directory"] ?? ".", contexts, status)));
  const [command, ...args] = SHELLS[shell];
  const done = await run(command, [...args, script], { cwd, env });
  scope.log(done.log);
  const written = (name) => fs.readFileSync(files[name], "utf8");
  scope.job.summary += written("STEP_SUMMARY");
  Object.assign(scope.added, parsedOutputs(written("ENV")));
  return { ok: done.status === 0, status: done.status, outputs: parsedOutputs(written("OUTPUT")) };
}

/** The folder of an action of ours, whether it is used from within the checkout or from another repository. */
function folderOfOurs(uses, scope) {
  if (uses.startsWith("./")) return path.join(scope.workspace, uses);
  const [, name] = /\/trackmeet\/\.github\/actions\/([\w-]+)@/.exec(uses) ?? [];
  return name ? path.join(ROOT, ".github/actions", name) : undefined;
}

async function runComposite(folder, inputs, scope) {
  const action = parse(fs.readFileSync(path.join(folder, "action.yml"), "utf8"));
  for (const name of Object.keys(inputs)) if (!(name in action.inputs)) throw new Error(`the action has no input ${name}`);
  const contexts = scope.contexts();
  const all = Object.fromEntries(
    Object.entries(action.inputs).map(([name, declared]) => [name, inputs[name] || asText(filled(declared.default, contexts))]),
  );
  const inner = { ...scope, steps: {}, actionPath: folder };
  inner.contexts = () => ({ ...scope.contexts(), inputs: all, steps: inner.steps });
  const ok = await runSteps(action.runs.steps, inner, action.runs.defaultShell);
  const outputs = Object.fromEntries(
    Object.entries(action.outputs ?? {}).map(([name, { value }]) => [name, asText(filled(value, inner.contexts()))]),
  );
  return { ok, outputs };
}

async function runAction(step, scope, contexts, status) {
  const inputs = Object.fromEntries(
    Object.entries(filled(step.with ?? {}, contexts, status)).map(([name, value]) => [name, asText(value)]),
  );
  const ours = folderOfOurs(step.uses, scope);
  if (ours) return runComposite(ours, inputs, scope);
  const name = step.uses.split("@")[0];
  if (!fakes[name]) throw new Error(`there is no fake of ${name}`);
  const env = Object.fromEntries(Object.entries(filled(step.env ?? {}, contexts, status)).map(([key, value]) => [key, asText(value)]));
  return { ok: true, outputs: await fakes[name](inputs, { ...scope, env }) };
}

/** Runs `steps` in order; true if all went well. What came of each is added to the job and to `scope.steps`. */
export async function runSteps(steps, scope, shell = scope.shell) {
  let ok = true;
  for (const step of steps) {
    const status = { success: ok, failure: !ok, always: true, cancelled: false };
    const contexts = scope.contexts();
    const named = step.name ?? step.id ?? step.uses ?? step.run;
    if (!holds(step.if, contexts, status)) {
      if (step.id) scope.steps[step.id] = { outcome: "skipped", conclusion: "skipped", outputs: {} };
      scope.job.steps.push({ name: named, outcome: "skipped" });
      continue;
    }
    let result;
    try {
      result = step.run !== undefined ? await runScript(step, step.shell ?? shell, scope, contexts, status)
                                      : await runAction(step, scope, contexts, status);
    } catch (error) {
      result = { ok: false, outputs: {} };
      scope.log(`::error::${error.stack}`);
    }
    const outcome = result.ok ? "success" : "failure";
    if (step.id) scope.steps[step.id] = { outcome, conclusion: outcome, outputs: result.outputs };
    scope.job.steps.push({ name: named, outcome, status: result.status });
    if (!result.ok && !step["continue-on-error"]) ok = false;
  }
  return ok;
}
