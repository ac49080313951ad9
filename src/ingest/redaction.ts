/**
 * Identities on their way into the tables: user ids, IP addresses and e-mail addresses as hashes, or not at all.
 *
 * Redaction happens in the statement that reads lines, so that nothing else ever sees what was there. A ledger remembers
 * how it was loaded and with which salt, by a hash of it: a load that would mix identities in clear into it is refused. It
 * recognises addresses by their shape; names in free text it cannot know.
 */
import { createHash } from 'node:crypto';
import { redactionConflict } from '../core/errors.js';
import type { ReadingRules, Redaction } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { literal } from '../formats/sql.js';

const EMAIL = '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}';
const OCTET = '(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])';
const GROUP = '[0-9A-Fa-f]{1,4}';
const ADDRESS = [
  `(?:${OCTET}\\.){3}${OCTET}`,
  `(?:${GROUP}:){7}${GROUP}`,
  `(?:${GROUP}:){1,6}(?::${GROUP}){1,6}`,
  `::(?:${GROUP}:){0,5}${GROUP}`,
].join('|');
/** The addresses are its first group. */
const IDENTITY = `(?:^|[^0-9A-Za-z_.:+%-])(${EMAIL}|${ADDRESS})`;

/** Names of tags whose whole value is an identity, in lower case and without separators. */
const IDENTITY_TAGS = [
  'user',
  'userid',
  'username',
  'enduser',
  'enduserid',
  'useremail',
  'email',
  'mail',
  'ip',
  'ipaddress',
  'clientip',
  'remoteip',
  'remoteaddr',
  'userapikeyuserid',
  'userapikeyuseremail',
  'userapikeyenduserid',
  'requesteripaddress',
];

const REMOVED = 'redacted';

/** Replaces the macros of `macros.sql` that leave identities alone. */
export async function defineRedaction(engine: Engine, redact: Redaction | undefined): Promise<void> {
  if (redact === undefined) return;
  if (redact.how === 'none') {
    await define(engine, [
      'hide_user(value) as hide_key(value)',
      'hide_identities(value) as value',
      'hide_tag(tag, value) as value',
    ]);
    return;
  }
  const found = `list_distinct(regexp_extract_all(value, ${literal(IDENTITY)}, 1))`;
  const put = redact.how === 'hash' ? hashed(redact.salt, 'identity') : `'${REMOVED}'`;
  const user = redact.how === 'hash' ? hashed(redact.salt, 'value') : 'null::varchar';
  const tag = redact.how === 'hash' ? `to_json(${hashed(redact.salt, "(value ->> '$')")})` : `to_json('${REMOVED}')`;
  const names = `[${IDENTITY_TAGS.map(literal).join(', ')}]`;
  await define(engine, [
    'is_one_tag(tags) as false',
    `hide_user(value) as ${user}`,
    `hide_identities(value) as case when len(${found}) > 0
        then nullif(list_reduce(list_prepend(value, ${found}), lambda text, identity: replace(text, identity, ${put})), '${REMOVED}')
        else value end`,
    `hide_tag(tag, value) as case
        when list_contains(${names}, regexp_replace(lower(tag), '[^a-z]', '', 'g')) and json_type(value) <> 'NULL' then ${tag}
        else value end`,
  ]);
}

async function define(engine: Engine, macros: readonly string[]): Promise<void> {
  for (const macro of macros) await engine.execute(`create or replace temp macro ${macro}`);
}

/** The same identity has the same hash under one salt, in whatever case an address was written. */
function hashed(salt: string, value: string): string {
  const written = `case when contains(${value}, '@') then lower(${value}) else ${value} end`;
  return `('id:' || left(sha256(${literal(salt)} || chr(31) || ${written}), 16))`;
}

/** What identities of a file become: hash, drop, or empty where they stay. */
export function redactionRule(reading: ReadingRules, held: { readonly redaction: string } | undefined): string {
  if (reading.redact === undefined) return held?.redaction ?? '';
  return reading.redact.how === 'none' ? '' : reading.redact.how;
}

/** Checks a load against what the ledger remembers, and lets it remember this one. Throws where they contradict each other. */
export async function settleRedaction(engine: Engine, redact: Redaction | undefined): Promise<void> {
  const [fact] = await engine.query<{ value: string }>("select value from ledger_facts where name = 'redaction'");
  const before = fact?.value.split(' ') ?? [];
  if (redact === undefined) {
    if (fact === undefined) return;
    throw redactionConflict(
      `identities in this ledger were redacted (${before[0]}), and this load does not say --redact`,
      `load with --redact ${before[0]}, as before; --redact none stores identities as they are logged`,
    );
  }
  if (redact.how === 'none') {
    await engine.execute("delete from ledger_facts where name = 'redaction'");
    return;
  }
  const print =
    redact.how === 'hash' ? createHash('sha256').update(`tollbook ledger ${redact.salt}`).digest('hex') : '';
  if (before[0] === 'hash' && redact.how === 'hash' && before[1] !== print) {
    throw redactionConflict(
      'identities in this ledger were hashed with another salt',
      'use the salt of its earlier loads, or load into a new ledger: the same user would have two hashes',
    );
  }
  await engine.execute("insert or replace into ledger_facts values ('redaction', $value)", {
    value: `${redact.how} ${print}`.trim(),
  });
}
