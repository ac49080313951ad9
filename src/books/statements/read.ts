/**
 * Providers' reports out of files; what is no report is left to those who read logs. Pages of one report may stand in several
 * files or in a list, and a page may be empty.
 */
import { readFile, stat } from 'node:fs/promises';
import { configurationError, usageError } from '../../core/errors.js';
import { parseYaml } from '../../core/yaml.js';
import { csvDelimiter, type NumberedRow, numberedRows } from '../../ingest/unpack/csv.js';
import { type Page, readCostRows, readReport } from './provider-reports.js';
import type { Statement } from './statement.js';

// Reports are sums; what is larger is a log.
const LARGEST = 64 << 20;
const HEAD = 4096;

export interface NamedFile {
  readonly path: string;
  /** As it is told. */
  readonly name: string;
}

/**
 * The report that the files hold, if any, and the files that are none. Throws a configuration error for a file that cannot be
 * read, or is a report with an error.
 */
export async function readReports<File extends NamedFile>(
  files: readonly File[],
  zone: string,
): Promise<{ readonly reports: readonly Statement[]; readonly others: readonly File[] }> {
  const reports: Statement[] = [];
  const others: File[] = [];
  const pages: Page[] = [];
  for (const file of files) {
    const content = await contentOf(file);
    const found = content === undefined ? undefined : await reportIn(content, file, zone);
    if (found === undefined) others.push(file);
    else if (Array.isArray(found)) pages.push(...found.map((value) => ({ value, file: file.name })));
    else reports.push(found as Statement);
  }
  if (pages.length > 0) {
    const report = readReport(pages, zone);
    if (report === undefined) {
      throw usageError(`${pages[0]?.file}: the report has no results, or results of no known kind`, REPORTS);
    }
    reports.push(report);
  }
  return { reports, others };
}

const REPORTS =
  'OpenAI costs, Anthropic cost and usage reports are read as they come; other exports as logs, or with --map';

async function contentOf({ path, name }: NamedFile): Promise<Buffer | undefined> {
  const facts = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    const found = cause.code === 'ENOENT' ? 'no such file' : `an error (${cause.code})`;
    throw configurationError(name, `expected a readable file, found ${found}`, 'check the path');
  });
  return facts.isFile() && facts.size <= LARGEST ? readFile(path) : undefined;
}

/** The statement of a file of rows, or the pages of a report that nobody has interpreted; undefined for a log. */
async function reportIn(
  content: Buffer,
  { path, name }: NamedFile,
  zone: string,
): Promise<Statement | unknown[] | undefined> {
  const delimiter = csvDelimiter(content.subarray(0, HEAD), /\.[ct]sv$/iu.test(path));
  if (delimiter !== undefined) {
    const rows: NumberedRow[] = [];
    for await (const row of numberedRows([content], delimiter)) rows.push(row);
    return readCostRows(rows, name, zone);
  }
  const text = content.toString('utf8').replace(/^\uFEFF/u, '');
  // Buckets of results. OpenAI's usage comes in such too, and its results are a log format.
  const hasBuckets = /^\s*[[{]/u.test(text) && /"results"\s*:/u.test(text) && /"start(?:_time|ing_at)"\s*:/u.test(text);
  if (!hasBuckets || text.includes('organization.usage.')) return undefined;
  const value = parseYaml(text, name);
  return Array.isArray(value) ? value : [value];
}
