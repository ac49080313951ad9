/** Names of a workbook's sheets: at most 31 characters, whole words, each once. */
import { describe, expect, it } from 'vitest';
import { sheetNames } from '../../src/render/xlsx/workbook.js';

describe('names of sheets', () => {
  it('end with a word', () => {
    expect(
      sheetNames(['Cost of the month up to each day', 'Files that were read, of all months', 'Cost by team']),
    ).toEqual(['Cost of the month up to each', 'Files that were read, of all', 'Cost by team']);
  });

  it('are cut within a word that is too long alone, and differ', () => {
    const long = 'x'.repeat(40);
    expect(sheetNames([long, long, 'Cost of the month up to each day', 'Cost of the month up to each week'])).toEqual([
      'x'.repeat(31),
      `${'x'.repeat(29)} 2`,
      'Cost of the month up to each',
      'Cost of the month up to each 2',
    ]);
  });
});
