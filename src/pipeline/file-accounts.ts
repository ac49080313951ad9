/**
 * The accounts of files as a reader sees them, those that the ledger does not hold among them.
 */
import type { Surroundings } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { shownPath } from '../ingest/discover.js';
import type { LoadedFile } from '../ingest/load.js';
import { fileAccounts } from '../queries/account.js';
import type { FileAccount } from '../queries/rows.js';

/** The account of every file, paths as the user knows them, with what this run did to each. */
export async function shown(
  engine: Engine,
  surroundings: Surroundings,
  loaded: readonly LoadedFile[],
): Promise<FileAccount[]> {
  const byPath = new Map(loaded.map((file) => [file.path, file]));
  const accounts = (await fileAccounts(engine)).map((account): FileAccount => {
    const file = byPath.get(account.path);
    return {
      ...account,
      path: shownPath(account.path, surroundings.workingDirectory),
      status: file?.status ?? 'unchanged',
      remark: file?.remark,
    };
  });
  const held = new Map(accounts.map((account) => [account.path, account]));
  const unheld = loaded.flatMap((file): FileAccount[] => {
    const isHeld = held.has(shownPath(file.path, surroundings.workingDirectory));
    if (file.copyOf !== undefined && !isHeld) {
      const original = held.get(shownPath(file.copyOf, surroundings.workingDirectory));
      return original === undefined ? [] : [copyAccount(file, original, surroundings)];
    }
    return file.status === 'failed' && !isHeld ? [failedAccount(file, surroundings)] : [];
  });
  return [...accounts, ...unheld];
}

/** A copy has the lines of its original, and every call of them is counted there. */
function copyAccount(file: LoadedFile, original: FileAccount, surroundings: Surroundings): FileAccount {
  return {
    ...original,
    path: shownPath(file.path, surroundings.workingDirectory),
    accepted: 0n,
    duplicate: original.callsFound,
    status: file.status,
    remark: file.remark,
  };
}

function failedAccount(file: LoadedFile, surroundings: Surroundings): FileAccount {
  return {
    path: shownPath(file.path, surroundings.workingDirectory),
    lines: 0n,
    blank: 0n,
    rejected: 0n,
    ignored: 0n,
    withCalls: 0n,
    callsFound: 0n,
    accepted: 0n,
    duplicate: 0n,
    formats: [],
    firstAt: null,
    lastAt: null,
    status: 'failed',
    remark: file.remark,
    reasons: [],
  };
}
