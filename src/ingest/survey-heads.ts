/** What the lines of large files are made of, by their first ones. What those do not show is noticed when the files are read. */
import type { Engine } from '../engine/engine.js';
import type { Format } from '../formats/format.js';
import type { PreparedFile, Scratch } from './prepared.js';
import { firstLines, SURVEYED_LINES } from './scan.js';
import { FORMATS_AT_ONCE } from './stage.js';
import { type Survey, survey } from './survey.js';

/** Of many files fewer lines each are looked at. */
const FEWEST_LINES = 3;
const LINES_IN_ALL = 20_000;

export async function surveyHeads(
  engine: Engine,
  files: readonly PreparedFile[],
  longestLine: number,
  scratch: Scratch,
  own: readonly Format[] = [],
): Promise<Survey> {
  const lines = Math.max(FEWEST_LINES, Math.min(SURVEYED_LINES, Math.floor(LINES_IN_ALL / files.length)));
  const heads: Buffer[] = [];
  for (const file of files) heads.push(await firstLines(file.readPath, file.compression, lines));
  const sample = async (bytes: Buffer) => {
    const path = await scratch.write('sample', bytes);
    return { path, readPath: path, compression: 'none', size: 0, modifiedMs: null } as const;
  };
  const found = await survey(engine, [await sample(Buffer.concat(heads))], longestLine, false, own);
  if (found.formats.length <= FORMATS_AT_ONCE || files.length === 1) return found;
  // Too many formats for one statement: which of them each file has.
  const samples = await Promise.all(heads.map(sample));
  const { byFile } = await survey(engine, samples, longestLine, true, own);
  const formatsOf = (index: number) => byFile?.get(samples[index]?.readPath ?? '') ?? [];
  return { ...found, byFile: new Map(files.map((file, index) => [file.readPath, formatsOf(index)])) };
}
