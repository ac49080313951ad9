/** Rejected lines one by one, the first of them, as `tollbook query rejected_lines` gives them. */
import type { Engine } from '../engine/engine.js';
import { sqlText } from './sql-file.js';

export interface RejectedLine {
  readonly path: string;
  readonly line: bigint;
  readonly reason: string;
  /** What the line looks like, every value masked. */
  readonly excerpt: string | null;
}

export function rejectedLines(engine: Engine, most: number): Promise<RejectedLine[]> {
  return engine.query<RejectedLine>(
    `select path, line, reason, excerpt from (${sqlText('named/rejected_lines')}) as rejected_lines order by path, line limit ${most}`,
  );
}
