// SPDX-License-Identifier: Apache-2.0
// Starts programs for the harness.
import { spawn, spawnSync } from "node:child_process";

/** Runs `command` to its end; resolves to its status and all that it printed, in the order in which it came. */
export function run(command, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text) => (log += text));
    }
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ status: code ?? 128, log: signal ? `${log}\nended by ${signal}` : log }));
  });
}

/** What `git` prints, run in `cwd` as somebody who has no configuration. */
export function git(cwd, ...args) {
  const who = { GIT_AUTHOR_NAME: "Ann", GIT_AUTHOR_EMAIL: "ann@example.org", GIT_COMMITTER_NAME: "Ann", GIT_COMMITTER_EMAIL: "ann@example.org" };
  const env = { PATH: process.env.PATH, HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1", LC_ALL: "C.UTF-8", ...who };
  const done = spawnSync("git", ["-c", "safe.directory=*", ...args], { cwd, env, encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`git ${args.join(" ")} in ${cwd}: ${done.stderr}`);
  return done.stdout.trim();
}
