-- purpose: selected calls that log an id, one by one, with the tokens of each
-- grain: a call
-- reads: selected
-- slot: local    the wall clock of the zone
-- slot: charged  whether a call is charged
-- param: limit   bigint
-- order: time, ids
-- engines: duckdb

select
    call_id,
    request_id,
    strftime({{local}}, '%Y-%m-%d') as day,
    provider,
    gateway,
    model,
    case
        when coalesce(input_tokens, output_tokens, unsplit_tokens) is not null
            then coalesce(input_tokens, 0) + coalesce(output_tokens, 0) + coalesce(unsplit_tokens, 0)
    end as tokens
from selected
where coalesce(call_id, request_id) is not null and calls = 1 and {{charged}} and not coalesce(is_notional, false)
order by started_at, call_id, request_id
limit $limit
