/** `load`, `ledger status`, `ledger forget` and `query`: the data itself. */
import { resolve } from 'node:path';
import { Diagnostics } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import type { Question, ReadingRules, Source, Surroundings } from '../core/question.js';
import { visible } from '../core/text.js';
import { packageVersion } from '../core/version.js';
import { periodBounds } from '../core/zone.js';
import type { Engine } from '../engine/engine.js';
import { describeFormat } from '../formats/describe.js';
import { ownFormat } from '../formats/own.js';
import { writtenPath } from '../formats/own-path.js';
import { FORMATS } from '../formats/registry.js';
import { notePassedOver, STANDARD_INPUT, shownPath } from '../ingest/discover.js';
import { standing } from '../ingest/held.js';
import { createTables, forgetSource, type LoadedFile, load as loadFiles } from '../ingest/load.js';
import { together } from '../queries/account.js';
import { type RejectedLine, rejectedLines } from '../queries/rejected.js';
import type { FileAccount } from '../queries/rows.js';
import { lastCall, narrowCalls } from '../queries/selection.js';
import { shippedQuery, shippedQueryNames } from '../queries/shipped.js';
import { envelope } from '../reports/envelope.js';
import { formatsReport } from '../reports/formats.js';
import { filesReport } from '../reports/load.js';
import { queryReport } from '../reports/query.js';
import { type Answer, answer } from './answer.js';
import { shown } from './file-accounts.js';
import { loadCommand, noteCumulative, noteRejects } from './file-notes.js';
import { withLedger } from './ledger-door.js';
import { withSource } from './opening.js';

/** Lines that a dry run shows one by one. */
const REJECTS_SHOWN = 100;

export async function load(
  source: Source,
  reading: ReadingRules,
  how: { readonly dryRun: boolean; readonly replace?: boolean | undefined },
  surroundings: Surroundings,
): Promise<Answer> {
  const diagnostics = new Diagnostics();
  if (how.dryRun) {
    return withSource(
      source,
      reading,
      surroundings,
      diagnostics,
      async ({ engine, files, path }) => {
        const rejected = await rejectedLines(engine, REJECTS_SHOWN);
        return filesAnswer('load', files, { kind: 'logs', path }, diagnostics, {
          rejected: rejected.map((one) => ({ ...one, path: shownPath(one.path, surroundings.workingDirectory) })),
        });
      },
      'account',
    );
  }
  return withLedger(source.ledger, surroundings, { isReadOnly: false, diagnostics }, async (engine, path, inside) => {
    await createTables(engine);
    await notePassedOver(source.logs, surroundings.workingDirectory, diagnostics);
    const loaded = await loadFiles(
      engine,
      {
        named: source.logs,
        reading,
        surroundings: inside,
        explain: true,
        isLedger: true,
        isReplacing: how.replace === true,
      },
      diagnostics,
    );
    const files = await shown(engine, surroundings, loaded);
    const named = new Set(loaded.map((file) => shownPath(file.path, surroundings.workingDirectory)));
    const touched = files.filter((file) => named.has(file.path));
    noteRejects(touched, diagnostics);
    await noteCumulative(engine, surroundings, loadCommand(source.ledger), diagnostics, (path) => named.has(path));
    return filesAnswer('load', touched, { kind: 'ledger', path }, diagnostics);
  });
}

/** `load --formats`: what is read, the user's own formats first. */
export async function formats(reading: ReadingRules): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const own = (reading.formats ?? []).map((one) => ({
    ...describeFormat(ownFormat(one)),
    fields: new Map(Object.entries(one.fields).map(([column, keys]) => [column, [writtenPath(keys)]])),
    isOwn: true,
  }));
  const shipped = FORMATS.map((one) => ({ ...describeFormat(one), isOwn: false }));
  const common = envelope({ command: 'load formats', version: packageVersion() }, diagnostics.notes);
  return answer(formatsReport({ common, formats: [...own, ...shipped] }), diagnostics);
}

export async function ledgerStatus(ledger: string, surroundings: Surroundings): Promise<Answer> {
  const diagnostics = new Diagnostics();
  return withLedger(ledger, surroundings, { isReadOnly: true, diagnostics }, async (engine, path) =>
    filesAnswer(
      'ledger status',
      await shown(engine, surroundings, await standings(engine, surroundings)),
      { kind: 'ledger', path },
      diagnostics,
    ),
  );
}

export async function ledgerForget(ledger: string, file: string, surroundings: Surroundings): Promise<Answer> {
  const diagnostics = new Diagnostics();
  await withLedger(ledger, surroundings, { isReadOnly: true, diagnostics }, async () => undefined);
  return withLedger(ledger, surroundings, { isReadOnly: false }, async (engine, path) => {
    const wasThere = await forgetSource(engine, heldPath(file, surroundings.workingDirectory));
    if (!wasThere) {
      throw usageError(`the ledger holds no file ${file}`, '`tollbook ledger status` lists the files it holds');
    }
    diagnostics.add({ code: 'forgotten', message: `${file} was taken out of the ledger` });
    return filesAnswer('ledger forget', await shown(engine, surroundings, []), { kind: 'ledger', path }, diagnostics);
  });
}

/** How each held file stands, and of copies where their calls are. */
async function standings(engine: Engine, surroundings: Surroundings): Promise<LoadedFile[]> {
  return (await standing(engine)).map(({ path, status, copyOf }) => ({
    path,
    status,
    remark:
      copyOf === undefined
        ? undefined
        : `its lines are those of ${shownPath(copyOf, surroundings.workingDirectory)}, which is counted`,
  }));
}

/** What ledger status shows, as it is held: `standard input 2` is no file. */
function heldPath(file: string, workingDirectory: string): string {
  const input = /^(?:-|standard input)(?: (\d+))?$/.exec(file);
  if (input === null) return resolve(workingDirectory, file);
  return input[1] === undefined ? STANDARD_INPUT : `${STANDARD_INPUT}#${input[1]}`;
}

function filesAnswer(
  command: string,
  files: readonly FileAccount[],
  source: { readonly kind: 'logs' | 'ledger'; readonly path: string },
  diagnostics: Diagnostics,
  dryRun?: { readonly rejected: readonly RejectedLine[] },
): Answer {
  const last = files.flatMap((file) => file.lastAt ?? []);
  const lastCallAt = last.length === 0 ? null : Math.max(...last);
  const common = envelope(
    { command, version: packageVersion(), source: { ...source, lastCallAt }, account: together(files) },
    diagnostics.notes,
  );
  return answer(filesReport({ common, files, dryRun }), diagnostics);
}

const QUERY_ROWS = 100_000;

/**
 * A shipped query by name, or one statement of the user's own over `calls`, `sources`, `rejects`. An unsafe one may read files
 * too: it can join calls with a table of the user's, and show whatever the user may read. It still only reads.
 */
export async function query(
  question: Question,
  choice: { readonly text: string; readonly isUnsafe?: boolean },
  surroundings: Surroundings,
): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const shipped = shippedQuery(choice.text);
  if (shipped === undefined && /^[\w-]+$/.test(choice.text.trim())) {
    throw usageError(
      `there is no query named "${visible(choice.text)}"`,
      `shipped queries are ${shippedQueryNames().join(', ')}; or write a select statement over calls, sources or rejects`,
    );
  }
  return withSource(
    question.source,
    question.reading,
    surroundings,
    diagnostics,
    async ({ engine, kind, path, files }) => {
      await narrowCalls(engine, {
        where: question.where,
        zone: question.zone,
        ...periodBounds(question, question.zone),
      });
      const { lastAt } = await lastCall(engine);
      await engine.shut(choice.isUnsafe === true ? 'readable' : 'closed');
      const result = await engine.ask(shipped ?? choice.text, QUERY_ROWS);
      if (result.isCut) {
        diagnostics.add({
          code: 'rows_cut',
          message: `only the first ${QUERY_ROWS.toLocaleString('en-US')} rows are shown; add a limit or a condition`,
          incomplete: true,
        });
      }
      const common = envelope(
        {
          command: 'query',
          version: packageVersion(),
          source: { kind, path, lastCallAt: lastAt },
          account: together(files),
        },
        diagnostics.notes,
      );
      return answer(queryReport({ common, result }), diagnostics);
    },
  );
}
