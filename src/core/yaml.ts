/**
 * The one door to `yaml`: configuration, price books and scenarios as text that nobody has interpreted yet.
 *
 * Every scalar stays a string (the failsafe schema), so `3`, `3.0` and `"3"` are three texts and no float is ever made.
 * JSON is YAML, so the same door reads `.json`. What a value should look like is a schema's business; this file only turns
 * its complaints into one error with a place. Deliberately no writing, no includes, no tags, no merge keys.
 */
import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { configurationError, type ToolError } from './errors.js';
import { excerpt, plural } from './text.js';

// One anchor may be used this often, nested uses multiplied: generous for a `source` shared by every SKU, and small
// enough that a few lines cannot grow into millions of nodes.
const MOST_ALIASES = 10_000;
const DEEPEST = 64;

/** The content of a YAML or JSON file: maps, lists and strings only. Throws a configuration error naming file and line. */
export async function readYaml(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw configurationError(file, `expected a readable file, found ${fileProblem(cause)}`, 'check the path');
  }
  return parseYaml(text, file);
}

/** As readYaml, for text that is already here; `file` is only used to name the place. */
export function parseYaml(text: string, file: string): unknown {
  let value: unknown;
  try {
    const document = parseDocument(text, {
      schema: 'failsafe',
      uniqueKeys: true,
      stringKeys: true,
      logLevel: 'silent',
    });
    const [problem] = document.errors;
    if (problem) throw syntaxError(file, problem.linePos?.[0].line, problem.code, problem.message);
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (cause) {
    if (cause instanceof RangeError || cause instanceof ReferenceError) {
      throw configurationError(file, `expected YAML, found ${aliasProblem(cause)}`, 'write the values out in full');
    }
    throw cause;
  }
  refuseDepth(value, file, []);
  return value;
}

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
  const more = issues.length - 1;
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
    const branches = issue.errors.filter((branch) => branch.length > 0);
    const fitting = branches.find(
      (branch) => !branch.some((inner) => inner.code === 'invalid_type' && inner.path.length === 0),
    );
    const inner = fitting?.[0];
    return inner ? innermost({ ...inner, path: [...issue.path, ...inner.path] }) : issue;
  }
  if (issue.code === 'invalid_key') {
    const [inner] = issue.issues;
    return inner ? { ...inner, path: issue.path } : issue;
  }
  return issue;
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

function syntaxError(file: string, line: number | undefined, code: string, message: string): ToolError {
  const [sentence = message] = message.split(/ at line \d+|\n/u);
  const hint =
    code === 'DUPLICATE_KEY'
      ? 'keep one of the two keys'
      : code === 'MULTIPLE_DOCS'
        ? 'put one document in a file: remove the ---'
        : 'check indentation, quotes and brackets there';
  return configurationError(
    line === undefined ? file : `${file}: line ${line}`,
    `expected YAML or JSON: ${excerpt(sentence, 200)}`,
    hint,
  );
}

function aliasProblem(cause: Error): string {
  if (/alias/u.test(cause.message)) return excerpt(cause.message, 120);
  return 'nesting that is too deep to read';
}

function refuseDepth(value: unknown, file: string, path: readonly PropertyKey[]): void {
  if (typeof value !== 'object' || value === null) return;
  // An alias inside its own anchor never ends, so depth also catches circles.
  if (path.length > DEEPEST) {
    throw configurationError(
      file,
      `expected at most ${DEEPEST} levels, found more at ${pathText(path.slice(0, 4))}…`,
      'write it flatter',
    );
  }
  for (const [key, inner] of Object.entries(value))
    refuseDepth(inner, file, [...path, Array.isArray(value) ? Number(key) : key]);
}

function fileProblem(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EISDIR') return 'a folder';
  if (code === 'EACCES') return 'a file that may not be read';
  return `an error (${code ?? 'unknown'})`;
}
