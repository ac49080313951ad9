-- purpose: what is logged of single calls that explains their price, and the line each stands on
-- grain: a call
-- reads: selected, sources
-- order: started_at, call_id
-- engines: duckdb

select
    selected.call_id,
    selected.request_id,
    selected.started_at,
    selected.provider,
    selected.model,
    selected.status,
    selected.is_notional,
    selected.service_tier,
    selected.is_batch,
    selected.speed,
    selected.region,
    selected.inference_geo,
    selected.input_tokens,
    selected.output_tokens,
    selected.logged_cost,
    selected.logged_cost_currency,
    sources.path,
    selected.source_line as line
from selected
left join sources on selected.source_id = sources.source_id
order by selected.started_at, selected.call_id
