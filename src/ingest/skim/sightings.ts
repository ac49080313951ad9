/**
 * From rows of skimmed calls to what reports read: counts brought to one convention, one sighting that speaks for each call, and the
 * relations `snapshots` and `calls` with those columns that were asked for.
 */
import type { Engine } from '../../engine/engine.js';
import type { TokenColumn } from '../../formats/format.js';
import { literal } from '../../formats/sql.js';
import { sqlText } from '../../queries/sql-file.js';
import { normalised, RECORD_COLUMNS, TOKEN_COLUMNS } from '../mapping.js';
import { STORING, withMemory } from '../memory.js';
import { BEST_FIRST, partsOfIds, TELLING_COUNTS } from '../snapshots.js';
import { FACTS, type Facts } from './group-facts.js';

/** What counted.sql calls a count. */
function countName(token: TokenColumn): string {
  if (token === 'web_searches') return token;
  return /^(input|output|cache_read)_(audio|image|video)$/.test(token) ? `${token}_tokens` : `n_${token}`;
}

/** Columns of tokens, and the counts without which no call has one. */
const TOKENS: Readonly<Record<string, readonly TokenColumn[]>> = {
  input_tokens: TOKEN_COLUMNS,
  cache_read_tokens: ['cache_read'],
  cache_write_tokens: ['cache_write', 'cache_write_5m', 'cache_write_1h'],
  cache_write_5m_tokens: ['cache_write_5m'],
  cache_write_1h_tokens: ['cache_write_1h'],
  output_tokens: TOKEN_COLUMNS,
  reasoning_tokens: ['reasoning'],
  input_audio_tokens: ['input_audio'],
  input_image_tokens: ['input_image'],
  input_video_tokens: ['input_video'],
  cache_read_audio_tokens: ['cache_read_audio'],
  output_audio_tokens: ['output_audio'],
  output_image_tokens: ['output_image'],
  unsplit_tokens: ['total'],
  web_searches: ['web_searches'],
};

/** Rows as they were handed in: tables with some of the columns each, and all columns that some row has a value of. */
export interface HandedRows {
  readonly tables: readonly string[];
  readonly columns: readonly string[];
  readonly count: number;
}

/** Up to so many sightings are kept in memory, at about 150 bytes each: compressing them for a file takes longer than counting them. */
const MOST_IN_MEMORY = 2_000_000;

/** Columns of tokens that some call may have; those by which sightings are compared always. */
function storedTokens({ columns }: HandedRows): string[] {
  return Object.keys(TOKENS).filter(
    (name) => COMPARED.includes(name) || TOKENS[name]?.some((token) => columns.includes(`n_${token}`)),
  );
}

const COMPARED = ['input_tokens', 'output_tokens'];

/** The facts of all groups, by the number that rows have of them. */
export async function factsTable(engine: Engine, facts: readonly Facts[]): Promise<void> {
  const shape = JSON.stringify([{ facts_number: 'INTEGER', ...FACTS }]);
  await engine.execute(
    `create table skimmed_facts as select unnest(from_json($facts, ${literal(shape)}), recursive := true)`,
    { facts: JSON.stringify(facts.map((one, number) => ({ facts_number: number, ...one }))) },
  );
}

/** Makes `skimmed_sightings` of `skimmed_rows`. False where a row turns out to be no call after all. */
export async function makeSightings(engine: Engine, rows: HandedRows): Promise<boolean> {
  const whole = (name: string) => (rows.columns.includes(name) ? `whole(rows.${name})` : 'null::bigint');
  const counts = [
    ...TOKEN_COLUMNS.map((token) => `${whole(`n_${token}`)} as ${countName(token)}`),
    ...['duration_us', 'first_token_us', 'id_1', 'id_2'].map((name) => `${whole(name)} as ${name}`),
  ];
  const others = Object.entries(RECORD_COLUMNS)
    .filter(([name]) => !['usage_kind', 'duration_us', 'first_token_us'].includes(name))
    .map(([name, type]) => `null::${type} as ${name}`);
  const counted = sqlText('ingest/skimmed_counts', {
    rows: rows.tables.map((table) => `select * from ${table}`).join(' union all by name '),
    started_us: whole('started_us'),
    counts: counts.join(',\n    '),
    others: others.join(', '),
  });
  const normal = normalised(counted, { texts: [], beside: ['source_id', 'place', 'facts_number', 'id_1', 'id_2'] });
  const made = sqlText('ingest/skimmed_sightings', {
    table: rows.count <= MOST_IN_MEMORY ? 'temp table' : 'table',
    normalised: normal,
    tokens: storedTokens(rows).join(', '),
  });
  await withMemory(engine, STORING, () => engine.execute(made));
  for (const table of rows.tables) await engine.execute(`drop table ${table}`);
  const refused = await engine.query('select 1 as one from skimmed_sightings where is_refused limit 1');
  return refused.length === 0;
}

/** Lets one sighting speak for each call. False where two that a report would tell apart are as good as each other. */
export async function chooseSightings(engine: Engine, rows: HandedRows): Promise<boolean> {
  if (!rows.columns.includes('id_1')) return true;
  const content = ['facts_number', ...storedTokens(rows), 'duration_us', 'first_token_us', 'usage_kind'].join(', ');
  const stored = storedTokens(rows);
  const counts = TELLING_COUNTS.filter((name) => !COMPARED.includes(name))
    .map((name) => (stored.includes(name) ? `sightings.${name}` : `null::bigint as ${name}`))
    .join(', ');
  for (const part of partsOfIds(BigInt(rows.count), 'id_1')) {
    const chosen = sqlText('ingest/choose_sightings', { content, counts, part, best_first: BEST_FIRST });
    await withMemory(engine, STORING, () => engine.execute(chosen));
    const undecided = await engine.query('select 1 as one from skimmed_choices where is_undecided limit 1');
    if (undecided.length > 0) return false;
    await engine.execute(
      `update skimmed_sightings
       set is_counted = stands_at is not null, started_at = coalesce(stands_at, started_at)
       from skimmed_choices
       where skimmed_sightings.rowid = skimmed_choices.sighting`,
    );
    await engine.execute('drop table skimmed_choices');
  }
  return true;
}

/** False where lines show that input is not what their convention says, or may not be: that is settled and told the general way. */
export async function areConventionsPlain(engine: Engine, rows: HandedRows, facts: readonly Facts[]): Promise<boolean> {
  const isDoubtable = facts.some((one) => one.is_switched === true || one.cache_convention === 'by_file');
  if (!isDoubtable) return true;
  const column = (name: string) => (storedTokens(rows).includes(name) ? name : `null::bigint as ${name}`);
  await engine.execute(
    `create temp view stage as
     select sources.path as file_name, 'call' as outcome, facts.is_switched, facts.cache_convention, logged_total,
         ${['input_tokens', 'output_tokens', 'cache_read_tokens', 'cache_write_tokens'].map(column).join(', ')}
     from skimmed_sightings as sightings
     inner join skimmed_facts as facts on sightings.facts_number = facts.facts_number
     inner join sources on sightings.source_id = sources.source_id`,
  );
  const doubtful = await engine.query(sqlText('ingest/doubtful_files'));
  await engine.execute(sqlText('ingest/cache_evidence'), { held: '[]' });
  const exclusive = await engine.query('select 1 as one from cache_evidence where is_exclusive limit 1');
  await engine.execute('drop view stage');
  return doubtful.length === 0 && exclusive.length === 0;
}

/** Puts `snapshots` and `calls` in place of the empty tables of those names. */
export async function showCalls(engine: Engine, rows: HandedRows): Promise<void> {
  const filled = storedTokens(rows);
  const tokens = Object.keys(TOKENS).map((name) =>
    filled.includes(name) ? `sightings.${name}` : `null::bigint as ${name}`,
  );
  const facts = Object.keys(FACTS).filter((name) => !NOT_OF_CALLS.has(name));
  await engine.execute('drop view calls');
  await engine.execute('drop table snapshots');
  await engine.execute(
    `create view snapshots as ${sqlText('ingest/skimmed_snapshots', {
      facts: facts.map((name) => `facts.${name}`).join(', '),
      tokens: tokens.join(', '),
    })}`,
  );
  await engine.execute('create view calls as select * exclude (is_counted) from snapshots where is_counted');
}

const NOT_OF_CALLS = new Set(['cache_convention', 'reasoning_convention', 'is_switched', 'stated_usage_kind']);
