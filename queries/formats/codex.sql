-- purpose: makes calls of the running totals of a Codex session: what moved since the line before, under the model of its turn.
--     A forked session begins with a copy of its parent's lines: totals that its parent has too are copies, and where the
--     parent is not among the files, what was written at one go is
-- grain: a line of the stage
-- reads: stage
-- engines: duckdb

with lines as (
    select
        rowid as line,
        file_name,
        outcome,
        started_at,
        input_tokens,
        cache_read_tokens,
        output_tokens,
        reasoning_tokens,
        model,
        session_id,
        provider,
        project,
        tags,
        to_count(split_part(call_id, '/', 1)) as total_input,
        to_count(split_part(call_id, '/', 2)) as total_cached,
        to_count(split_part(call_id, '/', 3)) as total_output,
        to_count(split_part(call_id, '/', 4)) as total_reasoning,
        reason in ('the head of a session', 'the head of a forked session') as is_head,
        reason = 'the head of a forked session' as is_forked,
        -- No model answers within half a second, and a copy is written without such a pause.
        abs(epoch_us(started_at) - epoch_us(lag(started_at) over (partition by file_name order by rowid))) >= 500000 as is_later
    from stage
    where format = 'codex'
),

-- The first head of a file is the session's own; the copy of its parent's lines holds the parent's head. Versions that do
-- not say that a session was forked show it by two heads at one go.
paced as (
    select
        * exclude (is_forked),
        count(*) filter (where coalesce(is_later, true)) over (partition by file_name order by line) as pace,
        is_forked or (is_head and coalesce(lead(is_head) over in_file and not lead(is_later) over in_file, false)) as is_forked
    from lines
    window in_file as (partition by file_name order by line)
),

headed as (
    select
        *,
        is_head and not coalesce(
            last_value(case when is_head then pace end ignore nulls) over before_it = pace
            and bool_or(is_forked) over (partition by file_name, pace order by line rows between unbounded preceding and 1 preceding),
            false
        ) as is_start
    from paced
    window before_it as (partition by file_name order by line rows between unbounded preceding and 1 preceding)
),

sessions as (
    select *, count(*) filter (where is_start) over (partition by file_name order by line) as session
    from headed
),

carried as (
    select
        *,
        coalesce(
            first_value(is_forked) over of_session and first_value(pace) over of_session = pace,
            false
        ) as is_of_copy,
        coalesce(
            case when outcome = 'call' then model end,
            last_value(case when outcome = 'ignored' then model end ignore nulls) over of_session
        ) as turn_model,
        first_value(session_id ignore nulls) over of_session as own_session,
        first_value(case when is_head and not is_start then session_id end ignore nulls) over of_session as parent_session,
        first_value(provider ignore nulls) over of_session as own_provider,
        first_value(project ignore nulls) over of_session as own_project,
        first_value(tags ignore nulls) over of_session as own_tags
    from sessions
    window of_session as (partition by file_name, session order by line rows between unbounded preceding and current row)
),

known as (
    select distinct own_session, total_input, total_cached, total_output, total_reasoning
    from carried
    where outcome = 'call' and own_session is not null and total_input is not null
),

parents as (
    select distinct own_session from known
),

compared as (
    select
        carried.*,
        case when parents.own_session is null then carried.is_of_copy else known.own_session is not null end as is_copied
    from carried
    left join parents on carried.parent_session = parents.own_session
    left join known
        on carried.parent_session = known.own_session
            and carried.total_input = known.total_input
            and carried.total_cached is not distinct from known.total_cached
            and carried.total_output is not distinct from known.total_output
            and carried.total_reasoning is not distinct from known.total_reasoning
),

moved as (
    select
        *,
        lag(line) over steps is not null
            and total_input is not null
            and (total_input, total_cached, total_output, total_reasoning)
            is not distinct from (
                lag(total_input) over steps,
                lag(total_cached) over steps,
                lag(total_output) over steps,
                lag(total_reasoning) over steps
            ) as is_repeated,
        -- A total that fell began anew.
        coalesce(total_input < lag(total_input) over steps or total_output < lag(total_output) over steps, false) as is_reset,
        coalesce(lag(total_input) over steps, 0) as before_input,
        coalesce(lag(total_cached) over steps, 0) as before_cached,
        coalesce(lag(total_output) over steps, 0) as before_output,
        coalesce(lag(total_reasoning) over steps, 0) as before_reasoning
    from compared
    where outcome = 'call'
    window steps as (partition by file_name, session order by line)
),

counted as (
    select
        *,
        coalesce(input_tokens, output_tokens) is null as is_derived,
        case when is_reset then total_input else total_input - before_input end as moved_input,
        case when is_reset then total_cached else greatest(total_cached - before_cached, 0) end as moved_cached,
        case when is_reset then total_output else total_output - before_output end as moved_output,
        case when is_reset then total_reasoning else greatest(total_reasoning - before_reasoning, 0) end as moved_reasoning
    from moved
),

chosen as (
    select
        * exclude (input_tokens, cache_read_tokens, output_tokens, reasoning_tokens),
        case when is_derived then moved_input else input_tokens end as input_tokens,
        case when is_derived then least(moved_cached, moved_input) else cache_read_tokens end as cache_read_tokens,
        case when is_derived then moved_output else output_tokens end as output_tokens,
        case when is_derived then least(moved_reasoning, moved_output) else reasoning_tokens end as reasoning_tokens
    from counted
),

judged as (
    select
        *,
        case
            when is_copied then 'a copy of the session it was forked from'
            when is_repeated then 'a total that did not move'
            when coalesce(input_tokens, 0) + coalesce(output_tokens, 0) = 0 then 'nothing was used'
        end as ignored_reason
    from chosen
)

update stage
set
    outcome = case when judged.ignored_reason is null then 'call' else 'ignored' end,
    reason = judged.ignored_reason,
    input_tokens = judged.input_tokens,
    cache_read_tokens = judged.cache_read_tokens,
    output_tokens = judged.output_tokens,
    reasoning_tokens = judged.reasoning_tokens,
    usage_kind = 'provider',
    model = judged.turn_model,
    session_id = judged.own_session,
    provider = coalesce(judged.own_provider, case when regexp_matches(judged.turn_model, '^(gpt|codex|o[0-9])') then 'openai' end),
    project = judged.own_project,
    tags = judged.own_tags
from judged
where stage.rowid = judged.line
