-- purpose: lines that are lists without a record, as lines that are no calls
-- grain: a file
-- param: scans  varchar, JSON: what was counted in the bytes of each file
-- engines: duckdb

insert into source_reasons
select source_id, 'ignored' as outcome, 'a list that holds no record' as reason, empty as lines, first_empty as first_line
from (
    select unnest(
        from_json($scans, '[{"source_id":"INTEGER","empty":"BIGINT","first_empty":"BIGINT"}]'),
        recursive := true
    )
)
where empty > 0
