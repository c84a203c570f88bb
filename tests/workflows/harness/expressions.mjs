// SPDX-License-Identifier: Apache-2.0
// Evaluates GitHub's expressions with GitHub's own library.
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

const CONTEXTS = ["env", "github", "inputs", "job", "matrix", "needs", "runner", "secrets", "steps", "strategy", "vars"];
const STATUS_FUNCTIONS = ["always", "cancelled", "failure", "success"];

const toData = (value) => JSON.parse(JSON.stringify(value ?? null), data.reviver);
const fromData = (value) => JSON.parse(JSON.stringify(value, data.replacer));

/**
 * @param {string} expression  without ${{ }}
 * @param {object} contexts    plain objects by the names of the contexts
 * @param {Record<string, boolean>} status  what success() and its like say
 */
function evaluated(expression, contexts, status) {
  const functions = STATUS_FUNCTIONS.map((name) => ({
    name, description: "", minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(status[name] ?? false),
  }));
  const parsed = new Parser(new Lexer(expression).lex().tokens, CONTEXTS, functions).parse();
  const all = toData(Object.fromEntries(CONTEXTS.map((name) => [name, contexts[name] ?? {}])));
  return new Evaluator(parsed, all, new Map(functions.map((each) => [each.name, each]))).evaluate();
}

const WHOLE = /^\s*\$\{\{((?:(?!\}\})[\s\S])*)\}\}\s*$/;
const PART = /\$\{\{([\s\S]*?)\}\}/g;

/** `value` with every ${{ }} in it filled in. A string that is one expression becomes what that is; others stay strings. */
export function filled(value, contexts, status = {}) {
  if (Array.isArray(value)) return value.map((each) => filled(each, contexts, status));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, contexts, status)]));
  if (typeof value !== "string") return value;
  const whole = WHOLE.exec(value);
  if (whole) return fromData(evaluated(whole[1], contexts, status));
  return value.replace(PART, (_, expression) => evaluated(expression, contexts, status).coerceString());
}

/** Whether a job or a step with this `if` runs. Without one of the functions in it, only if all went well so far. */
export function holds(condition, contexts, status) {
  if (condition === undefined) return status.success;
  const text = String(condition);
  const expression = WHOLE.exec(text)?.[1] ?? text;
  const asked = STATUS_FUNCTIONS.some((name) => new RegExp(`\\b${name}\\s*\\(`).test(expression));
  const full = asked ? expression : `success() && (${expression})`;
  return Boolean(fromData(evaluated(full, contexts, status)));
}

/** As GitHub hands a value to the environment or to an action. */
export const asText = (value) => (value === null || value === undefined ? "" : String(value));
