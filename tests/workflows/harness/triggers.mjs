// SPDX-License-Identifier: Apache-2.0
// Whether an event starts a workflow: the filters below `on:`.
// (docs.github.com, "Workflow syntax for GitHub Actions", filter patterns; "Events that trigger workflows")

const DEFAULT_TYPES = { pull_request: ["opened", "synchronize", "reopened"] };

/** GitHub's pattern as a regular expression: * and ** match characters, ? + and [] are those of regular expressions. */
function patternToRegExp(pattern) {
  const text = pattern.replace(/\*\*|[*.^$(){}|\\]/g, (found) => ({ "**": ".*", "*": "[^/]*" })[found] ?? `\\${found}`);
  return new RegExp(`^${text}$`);
}

const matches = (patterns, name) => patterns.some((pattern) => patternToRegExp(pattern).test(name));

/** Whether `event` ({name, payload}) starts `workflow`, given as data. */
export function starts(workflow, event) {
  const on = typeof workflow.on === "string" ? { [workflow.on]: null } : workflow.on;
  if (!(event.name in on)) return false;
  const filter = on[event.name] ?? {};
  const { payload } = event;
  switch (event.name) {
    case "push": {
      const [, kind, name] = /^refs\/(heads|tags)\/(.*)$/.exec(payload.ref);
      if (kind === "heads") return filter.branches ? matches(filter.branches, name) : !filter.tags;
      return filter.tags ? matches(filter.tags, name) : !filter.branches;
    }
    case "pull_request":
      return (filter.types ?? DEFAULT_TYPES.pull_request).includes(payload.action);
    case "workflow_run":
      return filter.workflows.includes(payload.workflow_run.name) && (filter.types ?? [payload.action]).includes(payload.action);
    case "schedule":
      return filter.some(({ cron }) => cron === payload.schedule);
    case "workflow_dispatch":
      return true;
    default:
      throw new Error(`the harness does not know the event ${event.name}`);
  }
}

/** The inputs of a manual dispatch, checked and filled up as GitHub does it. */
export function dispatchInputs(workflow, given = {}) {
  const declared = workflow.on?.workflow_dispatch?.inputs ?? {};
  for (const [name, value] of Object.entries(given)) {
    if (!(name in declared)) throw new Error(`there is no input ${name}`);
    const { type, options } = declared[name];
    if (type === "choice" && !options.includes(value)) throw new Error(`${name} cannot be ${value}`);
  }
  return Object.fromEntries(
    Object.entries(declared).map(([name, { required, default: usual }]) => {
      if (required && !given[name]) throw new Error(`the input ${name} is required`);
      return [name, given[name] ?? usual ?? ""];
    }),
  );
}
