import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../src/core/exact.js';
import { say } from '../../src/core/phrase.js';
import { renderMarkdown } from '../../src/render/markdown.js';
import { columnOf, reportOf, tableArbitrary, tableOf } from './fixtures.js';
import { parseMarkdownTable } from './readers.js';

describe('markdown', () => {
  it('is a document that reads well as a comment', () => {
    const table = tableOf(
      [
        { key: 'model', label: 'model', type: 'text' },
        { key: 'cost', label: 'cost', type: 'money', currency: 'USD' },
      ],
      [
        ['gpt_5|x', decimal('1.255')],
        [null, null],
      ],
      { title: 'Usage', totals: ['total', decimal('1.255')], remarks: ['A remark.'] },
    );
    const report = reportOf(
      [table],
      {},
      { header: ['From a.jsonl.'], notes: [{ code: 'a', message: 'Some <b>note</b>' }] },
    );
    expect(renderMarkdown(report)).toBe(
      [
        '## tollbook usage',
        '',
        'From a.jsonl.',
        '',
        '### Usage',
        '',
        '| model | cost (USD) |',
        '| --- | ---: |',
        '| gpt_5\\|x | 1.26 |',
        '| – | – |',
        '| **total** | **1.26** |',
        '',
        'A remark.',
        '',
        'Figures are rounded; totals are the exact totals, rounded.',
        '',
        '- note: Some &lt;b&gt;note&lt;/b&gt;',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['a\nb', 'a\\\\u{a}b'],
    ['`code`', '\\`code\\`'],
    ['<script>&', '&lt;script&gt;&amp;'],
    ['[x](http://y)', '\\[x\\](http://y)'],
    ['**b** _i_ a_b', '\\*\\*b\\*\\* \\_i\\_ a_b'],
    ['a\\|b', 'a\\\\\\|b'],
  ])('escapes %j', (text, escaped) => {
    expect(renderMarkdown(reportOf([columnOf('text', text)]))).toContain(`\n| ${escaped} |\n`);
  });

  it.each([
    ["tollbook errors 'a_b*.jsonl' --where model=x_y", "See gate\\_: `tollbook errors 'a_b*.jsonl' --where model=x_y`"],
    ["tollbook usage '`id` <b>'", "See gate\\_: ``tollbook usage '`id` <b>'``"],
    ['tollbook usage `', 'See gate\\_: `` tollbook usage ` ``'],
    ['tollbook usage a\nb', 'See gate\\_: `tollbook usage a\\u{a}b`'],
  ])('puts a command into a span, as it is typed: %j', (command, expected) => {
    const remarks = [say('See {gate}: {command}', { gate: 'gate_', command })];
    const table = tableOf([{ key: 'model', label: 'model', type: 'text' }], [['a']], { remarks });
    expect(renderMarkdown(reportOf([table]))).toContain(`\n\n${expected}\n`);
  });

  it('keeps every row on one line with as many cells as columns', () => {
    fc.assert(
      fc.property(tableArbitrary, (table) => {
        const lines = parseMarkdownTable(renderMarkdown(reportOf([table])));
        expect(lines).toHaveLength(table.rows.length + 2);
        for (const line of lines) expect(line).toHaveLength(table.columns.length);
      }),
    );
  });
});
