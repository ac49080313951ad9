/**
 * Finds rejected lines again in their files and keeps where they are, why, and what they look like with every value masked.
 */
import { broken } from '../core/errors.js';
import type { Engine } from '../engine/engine.js';
import { sqlText } from '../queries/sql-file.js';
import type { BatchFile } from './batch-file.js';
import { explained, WRITTEN_NEWLINES } from './explain.js';
import { scan } from './scan.js';

const REJECTS_KEPT_PER_FILE = 1000;

export async function explainRejects(
  engine: Engine,
  files: readonly { file: BatchFile; sourceId: number; linesBefore: number }[],
): Promise<void> {
  const rows = await engine.query<{ sourceId: number; ordinal: bigint; reason: string }>(
    sqlText('ingest/rejected_lines'),
    { limit: BigInt(REJECTS_KEPT_PER_FILE) },
  );
  if (rows.length === 0) return;
  const rejects: Record<string, unknown>[] = [];
  const unsplit: number[] = [];
  const bySource = new Map<number, (typeof rows)[number][]>();
  for (const row of rows) {
    const before = bySource.get(row.sourceId);
    if (before === undefined) bySource.set(row.sourceId, [row]);
    else before.push(row);
  }
  for (const { file, sourceId, linesBefore } of files) {
    const reasons = new Map(
      (bySource.get(sourceId) ?? []).map((row) => [Number(row.ordinal) - linesBefore, row.reason]),
    );
    if (reasons.size === 0) continue;
    const again = await scan(file.readPath, {
      compression: file.compression,
      wanted: [...reasons.keys()].sort((left, right) => left - right),
    });
    if (again.wanted.length !== reasons.size) throw broken('a rejected line was not found again in its file');
    for (const wanted of again.wanted) {
      const one = explained(wanted, reasons.get(wanted.ordinal) ?? '');
      rejects.push({
        source_id: sourceId,
        line: linesBefore + (file.unpacked?.lines[wanted.ordinal - 1] ?? one.line),
        // Where a record of a copy began in its file is not known.
        byte_offset: file.unpacked === undefined ? (file.continues?.bytes ?? 0) + one.byteOffset : null,
        reason: one.reason,
        excerpt: one.excerpt,
      });
    }
    const invalid = rejects.filter(
      (one) => one.source_id === sourceId && String(one.reason).startsWith('not valid JSON'),
    );
    if (invalid.length > 0 && invalid.every((one) => one.reason === WRITTEN_NEWLINES)) unsplit.push(sourceId);
  }
  await engine.execute(
    `insert into rejects select unnest(from_json($rejects,
      '[{"source_id":"INTEGER","line":"BIGINT","byte_offset":"BIGINT","reason":"VARCHAR","excerpt":"VARCHAR"}]'), recursive := true)`,
    { rejects: JSON.stringify(rejects) },
  );
  // The account says so too: it is the whole file, and there is something to do about it.
  if (unsplit.length > 0) {
    await engine.execute(
      `update source_reasons set reason = $reason
      where reason = 'not valid JSON' and list_contains(from_json($sources, '["INTEGER"]'), source_id)`,
      { reason: WRITTEN_NEWLINES, sources: JSON.stringify(unsplit) },
    );
  }
}
