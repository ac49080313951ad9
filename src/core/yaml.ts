/**
 * The one door to `yaml`: configuration, price books and scenarios as text that nobody has interpreted yet.
 *
 * Every scalar stays a string (the failsafe schema), so `3`, `3.0` and `"3"` are three texts and no float is ever made.
 * JSON is YAML, so the same door reads `.json`. What a value should look like is a schema's business: see shape.ts.
 * Deliberately no writing, no includes, no tags, no merge keys.
 */
import { readFile } from 'node:fs/promises';
import { Lexer, parseDocument } from 'yaml';
import { configurationError, type ToolError } from './errors.js';
import { pathText } from './shape.js';
import { excerpt } from './text.js';

export { pathText, type Refusal, readShape, refusal } from './shape.js';

// One anchor may be used this often, nested uses multiplied: generous for a `source` shared by every SKU, and small
// enough that a few lines cannot grow into millions of nodes.
const MOST_ALIASES = 10_000;
const DEEPEST = 64;
const WIDEST_INDENT = 256;

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
  refuseNesting(text, file);
  let value: unknown;
  try {
    const document = parseDocument(text, {
      schema: 'failsafe',
      uniqueKeys: true,
      stringKeys: true,
      logLevel: 'error',
    });
    const [problem] = document.errors;
    if (problem) throw syntaxError(file, problem.linePos?.[0].line, problem.code, problem.message);
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    throw configurationError(
      file,
      `expected YAML, found ${excerpt(cause.message, 120)}`,
      'write the values out in full',
    );
  }
  refuseDepth(value, file, []);
  return value;
}

function syntaxError(file: string, line: number | undefined, code: string, message: string): ToolError {
  const [written = message] = message.split(/ at line \d+|\n/u);
  const sentence = code === 'MULTIPLE_DOCS' ? 'several documents in one file' : written;
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

/**
 * Nesting is refused before it is read: the parser calls itself for every level, and a stack that ends inside a regular
 * expression ends the process.
 */
function refuseNesting(text: string, file: string): void {
  let line = 1;
  let flows = 0;
  let marks = 0;
  let isLineStart = true;
  let isText = false;
  for (const token of new Lexer().lex(text)) {
    const isContent = isText;
    isText = token === '\u001f';
    if (!isContent && (token === '[' || token === '{')) flows += 1;
    if (!isContent && (token === ']' || token === '}')) flows -= 1;
    if (!isContent && (token === '-' || token === '?')) marks += 1;
    const indent = isLineStart && /^ +$/u.test(token) ? token.length : 0;
    if (flows > DEEPEST || marks > DEEPEST || indent > WIDEST_INDENT) {
      throw configurationError(
        `${file}: line ${line}`,
        `expected at most ${DEEPEST} levels, found more`,
        'write it flatter',
      );
    }
    isLineStart = token.endsWith('\n');
    if (isLineStart) marks = 0;
    line += token.split('\n').length - 1;
  }
}

function refuseDepth(value: unknown, file: string, path: readonly PropertyKey[]): void {
  if (typeof value !== 'object' || value === null) return;
  // An alias inside its own anchor never ends, so depth also catches circles.
  if (path.length > DEEPEST) {
    const place = `${file}: ${pathText(path.slice(0, 4))}`;
    throw configurationError(place, `expected at most ${DEEPEST} levels, found more`, 'write it flatter');
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
