// SPDX-License-Identifier: Apache-2.0
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** A folder that goes away with the test `t`. Its name has a space, as a user's may. */
export function scratchFolder(t) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "trackmeet workflows "));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}
