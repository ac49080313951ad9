/**
 * A document as a workbook: the headline figures, then one sheet per table. Written by hand, because what is needed of the
 * format is small: typed cells, totals that are formulas with their values, and text that never runs.
 * ECMA-376: https://ecma-international.org/publications-and-standards/standards/ecma-376/
 */

import { say } from '../../core/phrase.js';
import { isExact } from '../../reports/cells.js';
import { forPeople } from '../../reports/columns.js';
import type { Cell, Headline, Report, ReportDocument, Table } from '../../reports/report.js';
import { figureText, speaking } from '../figures.js';
import { noteText } from '../notes.js';
import type { RenderOptions } from '../options.js';
import { decimalsIn } from '../people.js';
import type { Speaker } from '../speaker.js';
import { sheetXml } from './sheet.js';
import { newStyles } from './styles.js';
import { xmlText } from './xml.js';
import { zipped } from './zip.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function workbookOf(
  report: Report,
  document: ReportDocument,
  { locale = 'en', decimals }: RenderOptions,
): Uint8Array {
  const speaker = speaking(locale);
  const styles = newStyles();
  const tables = [
    summaryTable(report, document, speaker, decimals),
    ...document.sections.flatMap((section) => section.tables.map(forPeople)).filter(({ rows }) => rows.length > 0),
  ];
  const names = sheetNames(tables.map(({ title }) => speaker.text(title)));
  const sheets = tables.map((table) => sheetXml(table, styles, speaker, decimals));
  const entries = sheets.map((_, index) => ({ file: `worksheets/sheet${index + 1}.xml`, id: `rId${index + 1}` }));
  const styleId = `rId${sheets.length + 1}`;
  return zipped(
    new Map([
      [
        '[Content_Types].xml',
        `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
          `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
          `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
          entries.map(({ file }) => `<Override PartName="/xl/${file}" ContentType="${TYPE}.worksheet+xml"/>`).join('') +
          '</Types>',
      ],
      [
        '_rels/.rels',
        `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
      [
        'xl/workbook.xml',
        `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>` +
          entries
            .map(
              ({ id }, index) => `<sheet name="${xmlText(names[index] ?? '')}" sheetId="${index + 1}" r:id="${id}"/>`,
            )
            .join('') +
          '</sheets></workbook>',
      ],
      [
        'xl/_rels/workbook.xml.rels',
        `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
          entries
            .map(({ file, id }) => `<Relationship Id="${id}" Type="${RELATIONS}/worksheet" Target="${file}"/>`)
            .join('') +
          `<Relationship Id="${styleId}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
      ],
      ...sheets.map((xml, index): [string, string] => [`xl/${entries[index]?.file ?? ''}`, xml]),
      ['xl/styles.xml', HEAD + styles.xml()],
    ]),
  );
}

function summaryTable(
  { notes }: Report,
  { title, headlines }: ReportDocument,
  speaker: Speaker,
  decimals: number | undefined,
): Table {
  return {
    id: 'summary',
    title: 'Summary',
    columns: [
      { key: 'figure', label: 'figure', type: 'text' },
      { key: 'value', label: 'value', type: 'money' },
      { key: 'currency', label: 'currency', type: 'text' },
      { key: 'shown', label: 'shown as', type: 'text' },
      { key: 'basis', label: 'basis', type: 'text' },
      { key: 'detail', label: 'detail', type: 'text' },
    ],
    rows: headlines.map((headline): Cell[] => [
      { say: '{label}', values: { label: speaker.text(headline.label) } },
      isExact(headline.value) ? headline.value : null,
      headline.currency ?? null,
      shownAs(headline, speaker, decimals),
      { say: '{text}', values: { text: speaker.text(headline.basis) } },
      headline.detail === undefined ? null : { say: '{text}', values: { text: speaker.text(headline.detail) } },
    ]),
    remarks: [title, ...notes.map((note) => say('{note}', { note: noteText(note, speaker) }))],
  };
}

function shownAs({ value, type, currency }: Headline, speaker: Speaker, decimals: number | undefined): Cell {
  if (value === null) return null;
  return figureText(value, { type, currency }, decimalsIn({ key: '', label: '', type, currency }, decimals), speaker);
}

const LONGEST_NAME = 31;

/** Unique without regard to case, at most 31 characters, none of those that a sheet's name may not have. */
export function sheetNames(titles: readonly string[]): string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const plain =
      title
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'|'$/g, '')
        .trim() || 'Sheet';
    let name = shortened(plain, LONGEST_NAME);
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
      const suffix = ` ${number}`;
      name = shortened(plain, LONGEST_NAME - suffix.length) + suffix;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}

/** At most so many characters, cut between words where half of them are left then. */
function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const cut = characters.slice(0, most + 1).join('');
  const space = cut.lastIndexOf(' ');
  return (space > most / 2 ? cut.slice(0, space) : characters.slice(0, most).join('')).trim();
}
