-- purpose: events of one observation say together what each of them leaves out: the last word on status and counts, the first on
--     everything else, and how long it took where the start is on one event and the end on another
-- grain: an event of a generation in the stage
-- reads: stage
-- engines: duckdb

with observations as (
    select
        file_name,
        call_id,
        split_part(any_value(call_id_kind), '/', 1) as kind,
        min(started_at) as started_at,
        arg_min(started_at_kind, started_at) as started_at_kind,
        max(try_cast(split_part(call_id_kind, '/', 2) as bigint)) as ended_us,
        min(try_cast(split_part(call_id_kind, '/', 3) as bigint)) as first_us,
        max(trace_id) as trace_id,
        max(session_id) as session_id,
        max(endpoint) as endpoint,
        max(model) as model,
        max(input_tokens) as input_tokens,
        max(cache_read_tokens) as cache_read_tokens,
        max(cache_write_tokens) as cache_write_tokens,
        max(cache_write_5m_tokens) as cache_write_5m_tokens,
        max(cache_write_1h_tokens) as cache_write_1h_tokens,
        max(output_tokens) as output_tokens,
        max(reasoning_tokens) as reasoning_tokens,
        max(unsplit_tokens) as unsplit_tokens,
        -- A count that some event has is better than none.
        min(usage_kind) filter (where usage_kind <> 'missing') as usage_kind,
        bool_or(status = 'error') as is_error,
        max(http_status) as http_status,
        max(error_type) as error_type,
        max(duration_us) as duration_us,
        max(user_id) as user_id,
        max(project) as project,
        max(environment) as environment,
        max(tags) as tags,
        max(logged_cost) as logged_cost,
        max(logged_cost_currency) as logged_cost_currency,
        max(logged_cost_kind) as logged_cost_kind
    from stage
    where format = 'langfuse.event' and outcome = 'call' and call_id is not null
    group by file_name, call_id
),

timed as (
    select
        *,
        coalesce(duration_us, case when ended_us >= epoch_us(started_at) then ended_us - epoch_us(started_at) end) as whole_us,
        case when first_us >= epoch_us(started_at) then first_us - epoch_us(started_at) end as start_us
    from observations
)

update stage
set
    call_id_kind = timed.kind,
    started_at = timed.started_at,
    started_at_kind = coalesce(timed.started_at_kind, 'missing'),
    trace_id = timed.trace_id,
    session_id = timed.session_id,
    endpoint = timed.endpoint,
    model = timed.model,
    input_tokens = timed.input_tokens,
    cache_read_tokens = timed.cache_read_tokens,
    cache_write_tokens = timed.cache_write_tokens,
    cache_write_5m_tokens = timed.cache_write_5m_tokens,
    cache_write_1h_tokens = timed.cache_write_1h_tokens,
    output_tokens = timed.output_tokens,
    reasoning_tokens = timed.reasoning_tokens,
    unsplit_tokens = case when coalesce(timed.input_tokens, timed.output_tokens) is null then timed.unsplit_tokens end,
    usage_kind = coalesce(timed.usage_kind, 'missing'),
    status = case when timed.is_error then 'error' else stage.status end,
    http_status = timed.http_status,
    error_type = timed.error_type,
    duration_us = timed.whole_us,
    first_token_us = case when timed.start_us < timed.whole_us then timed.start_us end,
    is_streamed = case when timed.start_us < timed.whole_us then true end,
    user_id = timed.user_id,
    project = timed.project,
    environment = timed.environment,
    tags = timed.tags,
    logged_cost = timed.logged_cost,
    logged_cost_currency = timed.logged_cost_currency,
    logged_cost_kind = timed.logged_cost_kind
from timed
where stage.format = 'langfuse.event'
    and stage.outcome = 'call'
    and stage.file_name = timed.file_name
    and stage.call_id = timed.call_id
