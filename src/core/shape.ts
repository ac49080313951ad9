/**
 * A schema's complaints as one error that says where, what was expected and what was found.
 *
 * Schemas write `expected …` and, on a second line, what to do; this file adds the place and what stands there. It knows no
 * format of its own.
 */
import type { z } from 'zod';
import { configurationError, type ToolError } from './errors.js';
import { excerpt, plural } from './text.js';

/** The value as the schema reads it. Throws one configuration error: the first problem with its advice, then the others. */
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

/** More problems of one file than these are only counted. */
const MOST_PROBLEMS = 20;

function shapeError(issues: readonly Issue[], value: unknown, file: string): ToolError {
  // A key that is none leaves its map incomplete as well: one place, one problem.
  const places = new Map<string, Issue>();
  for (const issue of issues) {
    const place = pathText(issue.path);
    if (!places.has(place)) places.set(place, issue);
  }
  const [first, ...others] = [...places.values()].flatMap(refusalsOf);
  return first === undefined
    ? configurationError(file, 'expected another content')
    : refusal(first, value, file, others);
}

function refusalsOf(outer: Issue): Refusal[] {
  const issue = innermost(outer);
  const message = wording(issue);
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message }];
  const keys = issue.keys.length === 0 ? [''] : issue.keys;
  return keys.map((key) => ({ path: [...issue.path, key], message, found: `the key "${excerpt(key, 60)}"` }));
}

/** What is wrong at a path of a document: `expected …` with the hint on a second line; `found` is looked up when left out. */
export interface Refusal {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly found?: string | undefined;
}

/** A refusal as the error that people see: its advice, and what else is wrong, a line each. */
export function refusal(first: Refusal, value: unknown, file: string, others: readonly Refusal[] = []): ToolError {
  const place = pathText(first.path);
  const told = others.slice(0, MOST_PROBLEMS - 1);
  const untold = others.length - told.length;
  const lines = [
    complaintOf(first, value),
    ...told.map((other) => `also ${pathText(other.path) || file}: ${complaintOf(other, value)}`),
    ...(untold > 0 ? [`and ${plural(untold, 'more problem')}, told when these are mended`] : []),
  ];
  const [, hint] = first.message.split('\n');
  return configurationError(place === '' ? file : `${file}: ${place}`, lines.join('\n'), hint);
}

function complaintOf({ path, message, found }: Refusal, value: unknown): string {
  const [sentence = ''] = message.split('\n');
  return sentence.startsWith('expected ') ? `${sentence}, found ${found ?? describe(at(value, path))}` : sentence;
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
