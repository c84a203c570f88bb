// SPDX-License-Identifier: Apache-2.0
// The workflows and actions of the project, as text and as data.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

const read = (file) => ({ file, text: fs.readFileSync(path.join(ROOT, file), "utf8") });
const withData = ({ file, text }) => ({ file, text, data: parse(text) });

/** `.github/workflows/<name>.yml` */
export const workflow = (name) => withData(read(`.github/workflows/${name}.yml`));

export const workflows = () =>
  fs.readdirSync(path.join(ROOT, ".github/workflows")).sort().map((name) => withData(read(`.github/workflows/${name}`)));

export const actions = () =>
  fs.readdirSync(path.join(ROOT, ".github/actions")).sort().map((name) => withData(read(`.github/actions/${name}/action.yml`)));
