/**
 * Which calls cost something, and of which of those it is not logged how much they used.
 */

/** A call that is charged: not a failure without tokens, not an answer out of a gateway's cache. `has`: columns with values. */
export function chargedSql(has: (column: string) => boolean = () => true): string {
  const tokens = ['input_tokens', 'output_tokens', 'unsplit_tokens'].filter(has).map((name) => `coalesce(${name}, 0)`);
  const isUsed = `status <> 'error'${tokens.length === 0 ? '' : ` or ${tokens.join(' + ')} > 0`}`;
  const isBilled = has('is_billed') ? `coalesce(is_billed, ${isUsed})` : `(${isUsed})`;
  return has('gateway_cache_hit') ? `coalesce(gateway_cache_hit, false) is not true and ${isBilled}` : isBilled;
}

export const CHARGED_SQL = chargedSql();

/** Which of its tokens a call does not log; of those that logged both sides nothing more is asked. */
export function unloggedSql(): string {
  return `case when input_tokens is null or output_tokens is null then
            case
                when usage_kind = 'missing' then 'all'
                when unsplit_tokens is not null then null
                when input_tokens is null and output_tokens is not null then 'input'
                when output_tokens is null and input_tokens is not null then 'output'
            end
        end`;
}
