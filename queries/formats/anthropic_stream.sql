-- purpose: gives the events of a stream what others of the same message say: whose they are, its input, how it ended
-- grain: an event of the stage
-- reads: stage
-- engines: duckdb

with events as (
    select
        rowid as event,
        call_id is not null as is_start,
        count(call_id) over (partition by file_name order by rowid rows between unbounded preceding and current row) as message,
        file_name,
        status,
        call_id,
        input_tokens,
        cache_read_tokens,
        cache_write_tokens,
        cache_write_5m_tokens,
        cache_write_1h_tokens,
        provider,
        model,
        service_tier,
        speed,
        inference_geo
    from stage
    where format = 'anthropic.stream' and outcome = 'call'
),

refused as (
    select distinct file_name, message
    from events
    where status = 'blocked'
),

completed as (
    select
        events.event,
        not events.is_start and events.input_tokens is null as is_input_missing,
        refused.message is not null as is_refused,
        starts.*
        exclude (event, is_start, message, file_name, status)
    from events
    inner join events as starts
        on events.file_name = starts.file_name and events.message = starts.message and starts.is_start
    left join refused on events.file_name = refused.file_name and events.message = refused.message
)

update stage
set
    call_id = completed.call_id,
    call_id_kind = 'response_id',
    status = case when completed.is_refused then 'blocked' else stage.status end,
    error_type = case when completed.is_refused then 'refusal' else stage.error_type end,
    provider = completed.provider,
    model = completed.model,
    service_tier = completed.service_tier,
    speed = completed.speed,
    inference_geo = completed.inference_geo,
    input_tokens = case when completed.is_input_missing then completed.input_tokens else stage.input_tokens end,
    cache_read_tokens = case when completed.is_input_missing then completed.cache_read_tokens else stage.cache_read_tokens end,
    cache_write_tokens = case
        when completed.is_input_missing then completed.cache_write_tokens else stage.cache_write_tokens
    end,
    cache_write_5m_tokens = case
        when completed.is_input_missing then completed.cache_write_5m_tokens else stage.cache_write_5m_tokens
    end,
    cache_write_1h_tokens = case
        when completed.is_input_missing then completed.cache_write_1h_tokens else stage.cache_write_1h_tokens
    end
from completed
where stage.rowid = completed.event
