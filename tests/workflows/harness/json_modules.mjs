// SPDX-License-Identifier: Apache-2.0
// GitHub's parser imports JSON files without saying so, which its authors' bundler allows and Node does not.
import { readFile } from "node:fs/promises";

export async function load(url, context, next) {
  if (!url.endsWith(".json")) return next(url, context);
  return { format: "module", shortCircuit: true, source: `export default ${await readFile(new URL(url), "utf8")};` };
}
