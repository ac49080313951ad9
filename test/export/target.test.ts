/** Where `-o` writes: whole or not at all, through links, with the permissions that were there. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writtenBytes, writtenPieces } from '../../src/export/target.js';
import { inFolder } from '../cli/support.js';

const failing = (file: string) =>
  writtenPieces(file, async (write) => {
    await write('half');
    throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  });

describe('a file that -o names', () => {
  it('is what it was, and nothing lies beside it, where writing failed half-way', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'report.html');
      writeFileSync(file, 'last month');
      await expect(failing(file)).rejects.toMatchObject({
        code: 'output',
        message: 'this file cannot be written (ENOSPC): the disk is full; what was there is as it was',
      });
      expect(readFileSync(file, 'utf8')).toBe('last month');
      expect(readdirSync(folder)).toEqual(['report.html']);
    }));

  it('keeps its permissions, and a new one has those of the user', () =>
    inFolder(async (folder) => {
      const [kept, fresh, plain] = ['kept.csv', 'fresh.csv', 'plain.csv'].map((name) => join(folder, name));
      writeFileSync(kept!, '');
      chmodSync(kept!, 0o640);
      await writtenBytes(kept!, 'new');
      await writtenBytes(fresh!, 'new');
      writeFileSync(plain!, '');
      expect(statSync(kept!).mode & 0o777).toBe(0o640);
      expect(statSync(fresh!).mode).toBe(statSync(plain!).mode);
    }));

  it('stays a link, also one to a file that is not there yet', () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'archive'));
      writeFileSync(join(folder, 'archive/old.html'), 'old');
      symlinkSync('archive/old.html', join(folder, 'latest.html'));
      symlinkSync('archive/new.html', join(folder, 'next.html'));
      await writtenBytes(join(folder, 'latest.html'), 'a');
      await writtenBytes(join(folder, 'next.html'), 'b');
      expect(readlinkSync(join(folder, 'latest.html'))).toBe('archive/old.html');
      expect(['old', 'new'].map((name) => readFileSync(join(folder, `archive/${name}.html`), 'utf8'))).toEqual([
        'a',
        'b',
      ]);
      expect(readdirSync(join(folder, 'archive')).sort()).toEqual(['new.html', 'old.html']);
    }));

  it.each([
    ['a folder', 'there', 'EISDIR'],
    ['in no folder', 'missing/report.html', 'ENOENT'],
    ['of a circle of links', 'circle', 'ELOOP'],
  ])('that is %s is refused in words', (_, name, code) =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'there'));
      symlinkSync('circle', join(folder, 'circle'));
      await expect(writtenBytes(join(folder, name), 'x')).rejects.toMatchObject({
        code: 'output',
        message: expect.stringContaining(`(${code}): `),
      });
    }));

  it('may be a device', async () => {
    await writtenBytes('/dev/null', 'x');
    if (existsSync('/dev/full')) {
      await expect(writtenBytes('/dev/full', 'x')).rejects.toMatchObject({
        message: expect.stringContaining('ENOSPC'),
      });
    }
  });
});
