/** The account of lines and calls, per file and together. */
import type { Engine } from '../engine/engine.js';
import type { Account, FileAccount, SourcesAccount } from './rows.js';
import { sqlText } from './sql-file.js';

interface FileRow extends Account {
  readonly path: string;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly formats: FileAccount['formats'] | null;
  readonly reasons: FileAccount['reasons'] | null;
}

/** One row per file in the tables, by path. */
export async function fileAccounts(engine: Engine): Promise<FileAccount[]> {
  const rows = await engine.query<FileRow>(sqlText('usage/account'));
  return rows.map((row) => ({ ...row, formats: row.formats ?? [], reasons: row.reasons ?? [], status: 'loaded' }));
}

export function together(files: readonly FileAccount[]): SourcesAccount {
  const total = (key: keyof Account) => files.reduce((sum, file) => sum + file[key], 0n);
  return {
    files: files.length,
    lines: total('lines'),
    blank: total('blank'),
    rejected: total('rejected'),
    ignored: total('ignored'),
    withCalls: total('withCalls'),
    callsFound: total('callsFound'),
    accepted: total('accepted'),
    duplicate: total('duplicate'),
  };
}
