/**
 * From counted groups to the columns of the record: what the texts of a group mean is worked out by the very expressions
 * with which the flat format reads lines, once per group instead of once per line.
 */
import { flat } from '../../formats/flat.js';
import type { Format } from '../../formats/format.js';
import { FORMATS } from '../../formats/registry.js';
import { literal, local, NOTHING, step } from '../../formats/sql.js';
import { sqlText } from '../../queries/sql-file.js';
import type { ReadLines } from './line-reader.js';
import { type DirectPlan, narrowedClaim, trackedKeys } from './plan.js';
import { TALLIED } from './tally.js';

/** All groups of all parts as one JSON text, for the parameter of the statement; `group_id` counts through the parts. */
export function groupsJson(plan: DirectPlan, parts: readonly ReadLines[]): string {
  const tracked = trackedKeys(plan);
  const rows: Record<string, unknown>[] = [];
  for (const part of parts) {
    for (const group of part.groups) {
      const sum = (name: (typeof TALLIED)[number]) => group.tallied[TALLIED.indexOf(name)] as number;
      const logged = (name: (typeof LOGGED)[number]) => (sum(`with_${name}`) === 0 ? null : sum(name));
      rows.push({
        group_id: rows.length,
        ...Object.fromEntries(
          group.texts.map((id, slot) => [`text_${slot}`, id === 0 ? null : (part.texts[slot]?.[id - 1] ?? null)]),
        ),
        ...Object.fromEntries(tracked.map((_, bit) => [`has_${bit}`, (group.mask & (1 << bit)) !== 0])),
        bucket_us: group.bucket,
        size_cut: group.sizeCut,
        has_tokens: group.hasTokens,
        calls: sum('calls'),
        unlogged: group.unlogged,
        first_us: group.bucket === null ? null : sum('first_us'),
        last_us: group.bucket === null ? null : sum('last_us'),
        ...Object.fromEntries(LOGGED.map((name) => [`${name}_tokens`, logged(name)])),
      });
    }
  }
  return JSON.stringify(rows);
}

const LOGGED = ['input', 'output', 'unsplit', 'cache_read', 'cache_write', 'reasoning'] as const;

/** The statement over the parameter `groups`; `surprises` counts the lines that another format claims or flat ignores. */
export function recordStatement(plan: DirectPlan): string {
  const tracked = trackedKeys(plan);
  const kept = plan.keys.filter(({ role }) => role === 'text' || role === 'json');
  const columns = [
    ...kept.map(
      ({ key, role }, slot) => `${role === 'json' ? `text_${slot}::json` : `text_${slot}`} as ${column(key)},`,
    ),
    ...tracked.flatMap((one, bit) =>
      kept.includes(one) ? [] : [`case when has_${bit} then '0' end as ${column(one.key)},`],
    ),
  ];
  const shape = {
    ...Object.fromEntries(kept.map((_, slot) => [`text_${slot}`, 'VARCHAR'])),
    ...Object.fromEntries(tracked.map((_, bit) => [`has_${bit}`, 'BOOLEAN'])),
    ...Object.fromEntries(
      ['group_id', 'bucket_us', 'size_cut', 'calls', 'first_us', 'last_us'].map((name) => [name, 'BIGINT']),
    ),
    has_tokens: 'BOOLEAN',
    unlogged: 'VARCHAR',
    ...Object.fromEntries(LOGGED.map((name) => [`${name}_tokens`, 'BIGINT'])),
  };
  const known = new Set([...kept, ...tracked].map(({ key }) => step(key)));
  const narrowed = (flat.narrowed as NonNullable<Format['narrowed']>)(known);
  const locals = Object.entries(narrowed.locals ?? {}).map(([name, sql]) => `${sql} as ${local(flat.id, name)}`);
  const scalars = new Set(plan.keys.flatMap(({ key, role }) => (role === 'ignored' || role === 'json' ? [] : [key])));
  const names = new Set([...kept, ...tracked].map(({ key }) => key));
  const rivals = FORMATS.filter((format) => plan.rivals.includes(format.id)).map(
    ({ claims }) => `coalesce(${narrowedClaim(claims, names, scalars)}, false)`,
  );
  const isOther = [...rivals, ...narrowed.ignores.map((one) => one.when), ...narrowed.rejects.map((one) => one.when)];
  return `
    select
        ${RECORD.map((name) => `${stored(name, narrowed.record[name] ?? NOTHING)} as ${name}`).join(',\n        ')},
        'flat' as format,
        * exclude (${kept
          .concat(tracked.filter((one) => !kept.includes(one)))
          .map(({ key }) => column(key))
          .join(', ')}),
        case when coalesce(${isOther.join(' or ')}, false) or not coalesce(${narrowed.claims}, false) then calls else 0 end as surprises
    from (select *, ${locals.join(', ')} from (${sqlText('ingest/direct_groups', {
      shape: literal(JSON.stringify([shape])),
      columns: columns.join('\n    '),
    })}))`;
}

/** The columns of the record that come from the grouped texts. */
const RECORD = [
  'model',
  'provider',
  'gateway',
  'endpoint',
  'region',
  'service_tier',
  'speed',
  'inference_geo',
  'is_batch',
  'status',
  'is_streamed',
] as const;

/** As `normalise.sql` stores them. */
function stored(name: (typeof RECORD)[number], expression: string): string {
  if (name === 'is_batch' || name === 'status' || name === 'is_streamed' || expression === NOTHING) return expression;
  return `hide_identities(hide_secrets(${expression}))`;
}

/** Only our own declarations name these keys. */
function column(key: string): string {
  return `"$.${step(key)}"`;
}
