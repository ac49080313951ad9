/** Words of the pipeline tests: a log and a book on disk, and one question about them through the library. Asserts nothing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { PricingChoice, Question, Surroundings } from '../../src/core/question.js';
import { renderJson } from '../../src/render/json.js';
import type { Report } from '../../src/reports/report.js';

export interface Desk {
  readonly folder: string;
  write(name: string, content: string): string;
  /** One JSON object per line. */
  log(name: string, lines: readonly Readonly<Record<string, unknown>>[]): string;
  readonly surroundings: Surroundings;
  clear(): void;
}

export function desk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'tollbook-pipeline-'));
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  return {
    folder,
    write,
    log: (name, lines) => write(name, lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
    surroundings: {
      workingDirectory: folder,
      temporaryDirectory: folder,
      standardInput: () => Readable.from([]),
      progress: () => {},
      onInterrupt: () => () => {},
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function question(logs: readonly string[], more: Partial<Question> = {}): Question {
  return {
    source: { logs, ledger: 'tollbook.duckdb' },
    reading: { anthropicInput: 'exclusive' },
    zone: 'UTC',
    by: ['model'],
    where: [],
    ...more,
  };
}

export function pricing(books: readonly string[], more: Partial<PricingChoice> = {}): PricingChoice {
  return { books, aliases: {}, ...more };
}

/** The result as programs read it. */
export function json<Result = Record<string, unknown>>({ report }: { readonly report: Report }): Result {
  return JSON.parse(renderJson(report)) as Result;
}

/** A book in USD of SKUs `acme/NAME` that go by NAME; `rates` is YAML in flow style. */
export function book(rates: Readonly<Record<string, string>>, offers = ''): string {
  const skus = Object.entries(rates).map(
    ([name, price]) =>
      `  - {sku: acme/${name}, provider: acme, match: [{exact: ${name}}], versions: [{source: {retrieved: 2026-10-01}, rates: ${price}}]}`,
  );
  return `schema: tollbook-prices/1\nid: test\nas_of: 2026-10-01\ncurrency: USD\nskus:\n${skus.join('\n')}\n${offers}`;
}
