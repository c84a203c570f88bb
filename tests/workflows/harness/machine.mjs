// SPDX-License-Identifier: Apache-2.0
// The environment in which steps run: that of a runner which has trackmeet, and on which nothing of this machine changes.
import fs from "node:fs";
import path from "node:path";

const APT_GET = `#!/bin/sh
# Stands for apt-get: what the tests need is here already.
echo "apt-get $*"
`;

/** @param {string} folder  where home and the programs of the play go  @param {string[]} programs  to be found in PATH */
export function machineIn(folder, programs = []) {
  const bin = path.join(folder, "bin");
  const home = path.join(folder, "home");
  for (const made of [bin, home]) fs.mkdirSync(made, { recursive: true });
  fs.writeFileSync(path.join(bin, "apt-get"), APT_GET, { mode: 0o755 });
  for (const program of programs) {
    const link = path.join(bin, path.basename(program));
    fs.rmSync(link, { force: true });
    fs.symlinkSync(program, link);
  }
  const kept = ["CCACHE_DIR", "ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS"].filter((name) => process.env[name]);
  return { PATH: `${bin}:${process.env.PATH}`, HOME: home, LC_ALL: "C.UTF-8", ...Object.fromEntries(kept.map((name) => [name, process.env[name]])) };
}
