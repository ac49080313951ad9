/**
 * `ledger adopt`: the journal of another ledger, whose tables of calls may be those of another version. Logs are loaded again
 * quickly; closed months, entered lines and reconciliations are in no log.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { journal, record, usageOf } from '../books/journal.js';
import { Diagnostics } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import type { Surroundings } from '../core/question.js';
import { plural, visible } from '../core/text.js';
import { packageVersion } from '../core/version.js';
import { lastCall } from '../queries/selection.js';
import { monthsReport } from '../reports/close.js';
import { envelope } from '../reports/envelope.js';
import { type Answer, answer } from './answer.js';
import { withLedger } from './ledger-door.js';

/** Throws a usage error where the ledger has a journal of its own: two histories of one month cannot be one. */
export async function ledgerAdopt(ledger: string, from: string, surroundings: Surroundings): Promise<Answer> {
  const [to, source] = [ledger, from].map((path) => resolve(surroundings.workingDirectory, path));
  if (source === undefined || !existsSync(source))
    throw usageError(`there is no ledger ${visible(from)}`, 'check the path');
  if (source === to) throw usageError('a ledger cannot adopt its own journal', 'name another ledger');
  const records = await withLedger(
    from,
    surroundings,
    { isReadOnly: true, isAnyLayout: true },
    async (engine, path) => {
      const found = await journal(engine, path);
      return Promise.all(
        found.map(async ({ number, kind, month, content }) => ({
          kind,
          month,
          content,
          usage: kind === 'close' ? await usageOf(engine, number) : [],
        })),
      );
    },
  );
  const diagnostics = new Diagnostics();
  await withLedger(ledger, surroundings, { isReadOnly: true, diagnostics }, async () => undefined);
  return withLedger(ledger, surroundings, { isReadOnly: false }, async (engine, path) => {
    if ((await journal(engine, path)).length > 0) {
      throw usageError(
        `${path} has closed months or entered lines of its own`,
        'adopt into a ledger that was loaded anew, before anything is closed or entered in it',
      );
    }
    await record(engine, path, records);
    diagnostics.add({
      code: 'adopted',
      message: `${plural(records.length, 'record')} of ${visible(from)} ${records.length === 1 ? 'is' : 'are'} in the journal now`,
      count: records.length,
    });
    const last = { kind: 'ledger', path, lastCallAt: (await lastCall(engine)).lastAt } as const;
    const common = envelope({ command: 'ledger adopt', version: packageVersion(), source: last }, diagnostics.notes);
    return answer(monthsReport(common, await journal(engine, path)), diagnostics);
  });
}
