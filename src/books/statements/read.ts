/**
 * A provider's report out of a file; what is no report is left to those who read logs. Pages of one report may stand in a list.
 */
import { readFile, stat } from 'node:fs/promises';
import { configurationError } from '../../core/errors.js';
import { parseYaml } from '../../core/yaml.js';
import { csvDelimiter, csvRows } from '../../ingest/unpack/csv.js';
import { readCostRows, readReport } from './provider-reports.js';
import type { Statement } from './statement.js';

// Reports are sums; what is larger is a log.
const LARGEST = 64 << 20;
const HEAD = 4096;

/** Undefined where the file is no report. Throws a configuration error for one that cannot be read, or is a report with an error. */
export async function readProviderReport(path: string, file: string, zone: string): Promise<Statement | undefined> {
  const facts = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    const found = cause.code === 'ENOENT' ? 'no such file' : `an error (${cause.code})`;
    throw configurationError(file, `expected a readable file, found ${found}`, 'check the path');
  });
  if (!facts.isFile() || facts.size > LARGEST) return undefined;
  const content = await readFile(path);
  const isCsv = /\.[ct]sv$/iu.test(path);
  const delimiter = csvDelimiter(content.subarray(0, HEAD), isCsv);
  if (delimiter !== undefined) {
    const rows: Readonly<Record<string, string>>[] = [];
    for await (const { record } of csvRows([content], delimiter)) rows.push(record);
    return readCostRows(rows, file, zone);
  }
  const text = content.toString('utf8').replace(/^\uFEFF/u, '');
  // Words of the two providers' results; a log of calls has none of them on its first lines.
  if (!/^\s*[[{]/u.test(text) || !/"results"\s*:/u.test(text)) return undefined;
  if (!/organization\.costs\.result|"uncached_input_tokens"|"amount"\s*:\s*"/u.test(text)) return undefined;
  const value = parseYaml(text, file);
  return readReport(Array.isArray(value) ? value : [value], file, zone);
}
