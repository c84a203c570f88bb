// SPDX-License-Identifier: Apache-2.0
// A small project of somebody else, as the origin of checkouts: its build makes a suite out of a number, by how many per
// cent that is slowed.
import fs from "node:fs";
import path from "node:path";
import { git } from "./process.mjs";

const BUILD = (canary) => `set -e
mkdir -p out
if grep -q broken slowdown; then echo "cannot build this"; exit 1; fi
printf '#!/bin/sh\\nTRACKMEET_CANARY_SLOWDOWN=%s exec "${canary}" "$@"\\n' "$(cat slowdown)" >out/canary
chmod +x out/canary
`;
const CONFIG = `[build]
command = "sh build.sh"
output = "out"
[[suite]]
name = "canary"
executable = "out/canary"
`;

/** A commit of everything in `folder`; its hash. */
export function commitAll(folder, subject) {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", subject);
  return git(folder, "rev-parse", "HEAD");
}

/** Makes `refs/pull/<number>/merge` of `head` and main, as GitHub does it; returns the commits as an event has them. */
export function pullFrom(folder, number, head) {
  const base = git(folder, "rev-parse", "main");
  const tree = git(folder, "merge-tree", "--write-tree", base, head);
  const merge = git(folder, "commit-tree", tree, "-p", base, "-p", head, "-m", "merge");
  git(folder, "update-ref", `refs/pull/${number}/merge`, merge);
  return { number, base, head };
}

/** The repository with its first commit on main, in which nothing is slowed. */
export function makeProject(folder, canary) {
  fs.mkdirSync(folder, { recursive: true });
  git(folder, "init", "--quiet", "--initial-branch=main");
  fs.writeFileSync(path.join(folder, "build.sh"), BUILD(canary));
  fs.writeFileSync(path.join(folder, "trackmeet.toml"), CONFIG);
  fs.writeFileSync(path.join(folder, ".gitignore"), "/out/\n/results/\n/report/\n");
  return slowedBy(folder, 0, "first");
}

/** A commit in which the benchmarks are slowed by so many per cent, or do not build. */
export function slowedBy(folder, percent, subject) {
  const text = typeof percent === "number" ? percent.toFixed(2).padStart(5, "0") : percent;
  fs.writeFileSync(path.join(folder, "slowdown"), `${text}\n`);
  return commitAll(folder, subject);
}
