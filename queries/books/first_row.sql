-- purpose: the first of the selected rows of which a condition holds, and where it stands
-- grain: at most one row
-- reads: selected, sources
-- slot: condition  SQL over a call
-- order: path, line
-- engines: duckdb

with meant as (
    select source_id, source_line
    from selected
    where {{condition}}
)

select
    sources.path,
    meant.source_line as line
from meant
left join sources on meant.source_id = sources.source_id
order by sources.path, meant.source_line
limit 1
