/**
 * Words that every folder shares: errors, diagnostics, and text made safe to show.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/core/diagnostics.js';
import {
  broken,
  configurationError,
  engineError,
  noReadableLog,
  outputError,
  usageError,
} from '../../src/core/errors.js';
import { excerpt, plural, visible } from '../../src/core/text.js';

describe('errors', () => {
  it('carry a code, a place, a hint and how the run ends', () => {
    expect(usageError('m', 'h')).toMatchObject({ code: 'usage', message: 'm', hint: 'h', exitCode: 2 });
    expect(configurationError('file: key', 'm')).toMatchObject({
      code: 'configuration',
      where: 'file: key',
      exitCode: 2,
    });
    expect(noReadableLog('w', 'm')).toMatchObject({ code: 'no_readable_log', exitCode: 2 });
    expect(engineError('m')).toMatchObject({ code: 'engine', exitCode: 1 });
    expect(outputError('w', 'm')).toMatchObject({ code: 'output', exitCode: 1 });
    expect(broken('a thing')).toMatchObject({
      code: 'invariant',
      message: 'an internal check failed: a thing',
      exitCode: 1,
    });
  });
});

describe('diagnostics', () => {
  it('keep notes in order and know what makes an answer incomplete or a run failed', () => {
    const diagnostics = new Diagnostics();
    diagnostics.add({ code: 'a', message: 'first' });
    expect([diagnostics.incomplete, diagnostics.failed]).toEqual([false, false]);
    diagnostics.add({ code: 'b', message: 'second', incomplete: true });
    expect([diagnostics.incomplete, diagnostics.failed]).toEqual([true, false]);
    diagnostics.fail({ code: 'c', message: 'third' });
    expect([diagnostics.incomplete, diagnostics.failed]).toEqual([true, true]);
    expect(diagnostics.notes.map((note) => note.code)).toEqual(['a', 'b', 'c']);
  });
});

describe('text', () => {
  it('shows what would be interpreted or hide', () => {
    expect(visible('a\u001b[31mb\n\u202ec\u200b\ufeffd')).toBe('a\\u{1b}[31mb\\u{a}\\u{202e}c\\u{200b}\\u{feff}d');
    expect(visible('Grüße, 模型 🙂')).toBe('Grüße, 模型 🙂');
  });

  it('never lets a control or direction character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u);
      }),
      { seed: 1 },
    );
  });

  it('cuts by characters, not in the middle of one', () => {
    expect(excerpt('🙂🙂🙂🙂', 3)).toBe('🙂🙂…');
    expect(excerpt('abc', 3)).toBe('abc');
  });

  it('counts in words', () => {
    expect([plural(1, 'line'), plural(0, 'line'), plural(1234567n, 'line'), plural(2, 'entry', 'entries')]).toEqual([
      '1 line',
      '0 lines',
      '1,234,567 lines',
      '2 entries',
    ]);
  });
});
