-- purpose: the files that the selected calls are from, as they were read
-- grain: one row per file
-- reads: selected, sources
-- order: path
-- engines: duckdb

select
    sources.path,
    sources.fingerprint,
    sources.lines,
    sum(selected.calls)::bigint as calls
from selected
join sources on selected.source_id = sources.source_id
group by sources.path, sources.fingerprint, sources.lines
order by sources.path
