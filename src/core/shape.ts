/**
 * A schema's complaints as one error that says where, what was expected and what was found.
 *
 * Schemas write `expected …` and, on a second line, what to do; this file adds the place and what stands there. It knows no
 * format of its own.
 */
import type { z } from 'zod';
import { configurationError, type ToolError } from './errors.js';
import { excerpt, plural } from './text.js';

/** The value as the schema reads it. Throws one configuration error for the first problem, saying how many more there are. */
export function readShape<Schema extends z.ZodType>(schema: Schema, value: unknown, file: string): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw shapeError(result.error.issues, value, file);
}

/** `skus[3].versions[1].rates.output`; empty for the document itself. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      const name = excerpt(String(step), 60);
      const text = /^[\w-]+$/u.test(name) ? name : `"${name}"`;
      return index === 0 ? text : `.${text}`;
    })
    .join('');
}

type Issue = z.core.$ZodIssue;

function shapeError(issues: readonly Issue[], value: unknown, file: string): ToolError {
  const [first] = issues;
  if (!first) return configurationError(file, 'expected another content');
  const issue = innermost(first);
  // A key that is none leaves its map incomplete as well: one place, one problem.
  const more = new Set(issues.map(({ path }) => pathText(path))).size - 1;
  if (issue.code !== 'unrecognized_keys')
    return refusal({ path: issue.path, message: wording(issue) }, value, file, more);
  const key = issue.keys[0] ?? '';
  const found = `the key "${excerpt(key, 60)}"`;
  return refusal({ path: [...issue.path, key], message: wording(issue), found }, value, file, more);
}

/** What is wrong at a path of a document: `expected …` with the hint on a second line; `found` is looked up when left out. */
export interface Refusal {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly found?: string | undefined;
}

/** A refusal as the error that people see; `more` is how many other problems there are. */
export function refusal({ path, message, found }: Refusal, value: unknown, file: string, more = 0): ToolError {
  const [sentence = '', hint] = message.split('\n');
  const place = pathText(path);
  const complaint = sentence.startsWith('expected ')
    ? `${sentence}, found ${found ?? describe(at(value, path))}`
    : sentence;
  const others = more > 0 ? ` (and ${plural(more, 'more problem')})` : '';
  return configurationError(place === '' ? file : `${file}: ${place}`, complaint + others, hint);
}

/** The issue a person can act on: inside a union, that of the branch whose kind fits; inside a key, that of the key. */
function innermost(issue: Issue): Issue {
  if (issue.code === 'invalid_union') {
    const kindFits = issue.errors.filter((branch) => !branch.some(isAnotherKind));
    const fitting = kindFits.find((branch) => !branch.some(({ code }) => code === 'unrecognized_keys')) ?? kindFits[0];
    const inner = fitting?.[0];
    return inner ? innermost({ ...inner, path: [...issue.path, ...inner.path] }) : issue;
  }
  if (issue.code === 'invalid_key') {
    const [inner] = issue.issues;
    return inner ? { ...inner, path: issue.path } : issue;
  }
  return issue;
}

function isAnotherKind(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function wording(issue: Issue): string {
  if (issue.message.startsWith('expected ') || issue.code === 'custom') return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `expected at least ${issue.minimum}`;
    case 'too_big':
      return `expected at most ${issue.maximum}`;
    case 'unrecognized_keys':
      return 'expected no other keys here';
    default:
      return `expected another value (${issue.message})`;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  object: 'a map',
  record: 'a map',
  array: 'a list',
  tuple: 'a list',
  string: 'text',
};

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<PropertyKey, unknown>)[step];
  }
  return here;
}

function describe(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  return excerpt(String(value), 60);
}
