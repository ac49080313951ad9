/** `export calls` and `export usage`: rows for other tools, in files of theirs. */
import { resolve } from 'node:path';
import { Diagnostics } from '../core/diagnostics.js';
import { DIMENSIONS, type Dimension } from '../core/dimensions.js';
import { usageError } from '../core/errors.js';
import type { ExportChoice, PricingChoice, Question, Surroundings } from '../core/question.js';
import { plural, visible } from '../core/text.js';
import type { Engine } from '../engine/engine.js';
import { CALL_COLUMNS } from '../export/calls.js';
import { reportTable } from '../export/report-table.js';
import type { ExportTable } from '../export/table.js';
import { writtenFile, writtenFolder, writtenPieces } from '../export/target.js';
import {
  callsRelation,
  type Partition,
  type Relation,
  tableRelation,
  writeCalls,
  writeParquet,
  writePartitions,
  writeTable,
} from '../export/write.js';
import { dimensionSql } from '../queries/dimensions.js';
import { assemble } from '../reports/envelope.js';
import { type Answer, answer } from './answer.js';
import { commonPart } from './common-part.js';
import { withSource } from './opening.js';
import { selectCalls } from './selecting.js';
import { usageOf } from './usage.js';

/** The calls themselves. A JSONL file of them is a log that tollbook reads as what it was made from. */
export async function exportCalls(
  question: Question,
  choice: ExportChoice,
  surroundings: Surroundings,
): Promise<Answer> {
  const diagnostics = new Diagnostics();
  return withSource(question.source, question.reading, surroundings, diagnostics, async (opened) => {
    const { engine } = opened;
    const selected = await selectCalls(engine, question, diagnostics);
    const [found] = await engine.query<{ rows: bigint }>('select count(*) as rows from selected');
    const rows = found?.rows ?? 0n;
    const { format } = choice;
    if (format === 'parquet') {
      const words = choice.partition.map((word) => [word, callColumn(word, question.zone)] as const);
      const added = Object.fromEntries(words.filter(([word]) => !CALL_COLUMNS.includes(word)));
      await writeRelation(engine, callsRelation, { words: choice.partition, added }, choice, surroundings);
    } else {
      await writePieces(choice, surroundings, (write) => writeCalls(engine, format, write));
    }
    noteWritten(diagnostics, choice, rows, 'call');
    const common = commonPart('export calls', question, opened, selected, diagnostics);
    return answer(assemble(common, [], { rows_written: rows }), diagnostics);
  });
}

/** The word as SQL over `calls`. Throws a usage error for one that is no property of a call. */
function callColumn(word: string, zone: string): string {
  const isKnown = (DIMENSIONS as readonly string[]).includes(word) && word !== 'cost_centre';
  if (!isKnown && !/^tag:./.test(word)) {
    throw usageError(
      `--partition ${visible(word)}: calls have nothing of this name`,
      `words are ${DIMENSIONS.filter((one) => one !== 'cost_centre').join(', ')} and tag:NAME`,
    );
  }
  return dimensionSql(word as Dimension, zone);
}

export async function exportUsage(
  question: Question,
  pricing: PricingChoice,
  choice: ExportChoice,
  surroundings: Surroundings,
): Promise<Answer> {
  const diagnostics = new Diagnostics();
  return withSource(question.source, question.reading, surroundings, diagnostics, async (opened) => {
    const report = await usageOf(opened, question, pricing, diagnostics);
    const [table] = report.tables;
    if (table === undefined) throw usageError('there is no usage to export');
    const written = reportTable(table, report.result);
    await exportTable(opened.engine, written, choice, surroundings);
    noteWritten(diagnostics, choice, BigInt(written.rows.length), 'row');
    return answer(
      {
        ...report,
        command: 'export usage',
        tables: [],
        notes: diagnostics.notes,
        result: { ...report.result, command: 'export usage', rows_written: written.rows.length },
      },
      diagnostics,
    );
  });
}

/** A table of report size, in the format and to the place that were chosen. */
export async function exportTable(
  engine: Engine,
  table: ExportTable,
  choice: ExportChoice,
  surroundings: Surroundings,
): Promise<void> {
  const { format } = choice;
  if (format !== 'parquet') {
    return writePieces(choice, surroundings, (write) => writeTable(table, format, write));
  }
  const names = table.columns.map(({ name }) => name);
  const unknown = choice.partition.find((word) => !names.includes(word) && table.partitions[word] === undefined);
  if (unknown !== undefined) {
    throw usageError(
      `--partition ${visible(unknown)}: the table has no such column`,
      `words are ${[...new Set([...Object.keys(table.partitions), ...names])].join(', ')}`,
    );
  }
  const added = choice.partition.flatMap((word) =>
    names.includes(word) ? [] : [[word, table.partitions[word] ?? '']],
  );
  const partition = { words: choice.partition, added: Object.fromEntries(added) };
  return writeRelation(engine, await tableRelation(engine, table), partition, choice, surroundings);
}

async function writePieces(
  { file, write }: ExportChoice,
  { workingDirectory, run }: Surroundings,
  make: (write: ExportChoice['write']) => Promise<void>,
): Promise<void> {
  return file === undefined ? make(write) : writtenPieces(resolve(workingDirectory, file), make, run);
}

async function writeRelation(
  engine: Engine,
  relation: Relation,
  partition: Partition,
  { file }: ExportChoice,
  { workingDirectory, run }: Surroundings,
): Promise<void> {
  if (file === undefined)
    throw usageError('a Parquet file cannot be written piece by piece', 'name it: -o FILE.parquet');
  const path = resolve(workingDirectory, file);
  return partition.words.length > 0
    ? writtenFolder(path, (folder) => writePartitions(engine, relation, partition, folder), run)
    : writtenFile(path, (place) => writeParquet(engine, relation, place), run);
}

export function noteWritten(diagnostics: Diagnostics, { file }: ExportChoice, rows: bigint, what: string): void {
  if (file === undefined) return;
  diagnostics.add({
    code: 'exported',
    message: `${plural(rows, what)} ${rows === 1n ? 'was' : 'were'} written to ${visible(file)}`,
    count: Number(rows),
  });
}
