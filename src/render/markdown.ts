/**
 * Markdown (GitHub flavoured) that reads well as a pull-request comment or a CI job summary: everything in view, and nothing
 * folded unless the report has a headline of its own. Text from logs is escaped, so that it can neither leave its cell nor become HTML, a link or an emphasis.
 */
import type { Text } from '../core/phrase.js';
import { visible } from '../core/text.js';
import { forPeople } from '../reports/columns.js';
import type { Cell, Report, ReportDocument, Table } from '../reports/report.js';
import { cellText, figureText, MISSING, speaking } from './figures.js';
import { noteText } from './notes.js';
import type { RenderOptions } from './options.js';
import { decimalsIn, hasRoundedFigures, isFigure, labelOf, ROUNDED, tablesForPeople } from './people.js';
import type { Speaker } from './speaker.js';

export function renderMarkdown(report: Report, options: RenderOptions = {}): string {
  if (report.document !== undefined) return documentMarkdown(report, report.document, options);
  const { decimals, locale = 'en' } = options;
  const speaker = speaking(locale);
  const said = (text: Text) => escaped(speaker.text(text));
  const tables = tablesForPeople(report);
  const notes = report.notes.map((note) => `- ${said('note')}: ${escaped(noteText(note, speaker))}`);
  const rounded = hasRoundedFigures(tables, decimals) ? said(ROUNDED) : '';
  const figures = tables.flatMap((table) => tableBlocks(table, decimals, speaker));
  const header = report.header.map(said);
  const blocks =
    report.headline === undefined
      ? [`## tollbook ${escaped(report.command)}`, ...header, ...figures, rounded, notes.join('\n')]
      : [
          `## ${said(report.headline)}`,
          ...figures,
          ...folded(said('What was read'), [...header, rounded, notes.join('\n')]),
        ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** The document from top to bottom. Charts are left out: the tables have their figures. */
function documentMarkdown(
  report: Report,
  { title, subtitle, headlines, sections }: ReportDocument,
  { decimals, locale = 'en' }: RenderOptions,
): string {
  const speaker = speaking(locale);
  const said = (text: Text) => escaped(speaker.text(text));
  const figures = headlines.map(({ label, value, type, currency, basis, detail }) => {
    const places = decimalsIn({ key: '', label: '', type, currency }, decimals);
    const figure = escaped(value === null ? MISSING : figureText(value, { type, currency }, places, speaker));
    return [said(label), `**${figure}**`, detail === undefined ? '' : said(detail), said(basis)];
  });
  const heads = ['figure', 'value', 'detail', 'basis'].map(said);
  const lines = [heads, ['---', '---:', '---', '---'], ...figures].map((cells) => `| ${cells.join(' | ')} |`);
  const tables = tablesForPeople(report);
  const blocks = [
    `# ${said(title)}`,
    said(subtitle),
    lines.join('\n'),
    ...sections.flatMap((section) => [
      `## ${said(section.title)}`,
      ...section.says.map(said),
      ...section.tables.flatMap((table) => tableBlocks(forPeople(table), decimals, speaker)),
    ]),
    `## ${said('What was read')}`,
    ...report.header.map(said),
    hasRoundedFigures(tables, decimals) ? said(ROUNDED) : '',
    report.notes.map((note) => `- ${said('note')}: ${escaped(noteText(note, speaker))}`).join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function folded(title: string, blocks: readonly string[]): string[] {
  return [`<details>\n<summary>${title}</summary>`, ...blocks, '</details>'];
}

export function tableBlocks(table: Table, decimals: number | undefined, speaker: Speaker): string[] {
  const said = (text: Text) => escaped(speaker.text(text));
  const remarks = (table.remarks ?? []).map((remark) => withCommand(remark, speaker));
  const title = `### ${said(table.title)}`;
  if (table.rows.length === 0) return [title, said(table.none ?? '(none)'), ...remarks];

  const cells = (row: readonly Cell[]): string[] =>
    table.columns.map((column, index) =>
      escaped(cellText(row[index] ?? null, column.type, decimalsIn(column, decimals), speaker)),
    );
  const totals = table.totals?.map((cell, index) => {
    const column = table.columns[index]!;
    const text = cell === null ? '' : escaped(cellText(cell, column.type, decimalsIn(column, decimals), speaker));
    return text === '' ? '' : `**${text}**`;
  });
  const lines = [
    table.columns.map((column) => escaped(labelOf(column, speaker))),
    table.columns.map((column) => (isFigure(column) ? '---:' : '---')),
    ...table.rows.map(cells),
    ...(totals ? [totals] : []),
  ];
  return [title, lines.map((line) => `| ${line.join(' | ')} |`).join('\n'), ...remarks];
}

/** A sentence whose command stands in a code span: there it is copied as it is typed, and nothing in it means anything to Markdown. */
function withCommand(text: Text, speaker: Speaker): string {
  const full = speaker.text(text);
  const value = typeof text === 'string' ? undefined : text.values.command;
  const command = typeof value === 'string' ? visible(value) : '';
  const from = full.lastIndexOf(command);
  if (command === '' || from < 0) return escaped(full);
  return `${escaped(full.slice(0, from))}${codeSpan(command)}${escaped(full.slice(from + command.length))}`;
}

/** A span ends at as many backticks as it began with: one more than stand together anywhere in the text. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return /^`|`$/u.test(text) ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/** Underscores inside a word mean nothing in Markdown and stay readable: `cache_read`. */
export function escaped(text: string): string {
  return visible(text)
    .replace(/[\\`*[\]~|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
