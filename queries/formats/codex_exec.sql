-- purpose: makes turns of what a thread of `codex exec` has used so far. Events before any thread began count as they are
-- grain: an event of the stage
-- reads: stage
-- engines: duckdb

with events as (
    select
        rowid as event,
        file_name,
        outcome,
        status,
        input_tokens,
        cache_read_tokens,
        output_tokens,
        reasoning_tokens,
        last_value(session_id ignore nulls) over earlier as thread_id,
        count(*) filter (where reason = 'the start of a thread') over earlier as thread
    from stage
    where format = 'codex.exec'
    window earlier as (partition by file_name order by rowid rows between unbounded preceding and current row)
),

turns as (
    select
        *,
        lag(input_tokens) over of_thread as before_input,
        lag(cache_read_tokens) over of_thread as before_cached,
        lag(output_tokens) over of_thread as before_output,
        lag(reasoning_tokens) over of_thread as before_reasoning,
        -- A total that fell began anew.
        coalesce(
            input_tokens < lag(input_tokens) over of_thread or output_tokens < lag(output_tokens) over of_thread,
            false
        ) as is_reset
    from events
    where outcome = 'call' and thread > 0 and status = 'ok'
    window of_thread as (partition by file_name, thread order by event)
),

moved as (
    select
        *,
        input_tokens - case when is_reset then 0 else coalesce(before_input, 0) end as moved_input,
        output_tokens - case when is_reset then 0 else coalesce(before_output, 0) end as moved_output,
        greatest(cache_read_tokens - case when is_reset then 0 else coalesce(before_cached, 0) end, 0) as moved_cached,
        greatest(reasoning_tokens - case when is_reset then 0 else coalesce(before_reasoning, 0) end, 0) as moved_reasoning
    from turns
)

update stage
set
    outcome = case when moved.moved_input = 0 and moved.moved_output = 0 then 'ignored' else 'call' end,
    reason = case when moved.moved_input = 0 and moved.moved_output = 0 then 'a total that did not move' end,
    call_id = moved.thread_id || '/' || moved.input_tokens || '/' || moved.output_tokens,
    call_id_kind = 'line',
    session_id = moved.thread_id,
    input_tokens = moved.moved_input,
    cache_read_tokens = least(moved.moved_cached, moved.moved_input),
    output_tokens = moved.moved_output,
    reasoning_tokens = least(moved.moved_reasoning, moved.moved_output)
from moved
where stage.rowid = moved.event
