/** Prompts that were looked at while they were read, counted beside usage. What they said is nowhere. */
import type { Engine } from '../engine/engine.js';
import { type Grouping, groupColumns } from './dimensions.js';
import { groupOf, trailing } from './group-words.js';
import type { UsageRow } from './rows.js';
import { sqlText } from './sql-file.js';

/** The same rows, with how many of their prompts were looked at and how many of these seem to hold personal data. */
export async function withPrompts(
  engine: Engine,
  rows: readonly UsageRow[],
  by: readonly Grouping[],
  zone: string,
): Promise<UsageRow[]> {
  const groups = trailing(groupColumns(by, zone).computed);
  const counted = await engine.query<Record<string, unknown> & { prompts: bigint; personal: bigint | null }>(
    sqlText('usage/personal_data', { groups }),
  );
  const found = new Map(counted.map((row) => [JSON.stringify(groupOf(row, by.length)), row]));
  return rows.map((row) => {
    const { prompts = 0n, personal = null } = found.get(JSON.stringify(row.group)) ?? {};
    return { ...row, prompts, promptsPersonal: prompts === 0n ? null : (personal ?? 0n) };
  });
}
