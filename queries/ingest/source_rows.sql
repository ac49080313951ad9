-- purpose: the account of each file of a batch
-- grain: a file
-- reads: stage, batch_files, cache_evidence
-- param: scans  varchar, JSON: what was counted in the bytes of each file
-- engines: duckdb

with scanned as (
    select unnest(
        from_json(
            $scans,
            '[{"source_id":"INTEGER","path":"VARCHAR","bytes":"BIGINT","modified_ms":"DOUBLE","fingerprint":"VARCHAR","file_name":"VARCHAR","lines":"BIGINT","blank":"BIGINT"}]'
        ),
        recursive := true
    )
),

outcomes as (
    select
        batch_files.source_id,
        count(*) filter (where stage.outcome = 'rejected') as rejected,
        count(*) filter (where stage.outcome = 'ignored') as ignored,
        count(*) filter (where stage.outcome = 'call') as with_calls
    from stage
    inner join batch_files on stage.file_name = batch_files.file_name
    group by batch_files.source_id
)

select
    scanned.source_id,
    scanned.path,
    scanned.bytes,
    scanned.modified_ms,
    scanned.fingerprint,
    scanned.lines,
    scanned.blank,
    coalesce(outcomes.rejected, 0) as rejected,
    coalesce(outcomes.ignored, 0) as ignored,
    coalesce(outcomes.with_calls, 0) as with_calls,
    coalesce(outcomes.with_calls, 0) as calls_found,
    cache_evidence.is_contradicted as is_cache_contradicted,
    cache_evidence.inclusive_totals,
    cache_evidence.exclusive_totals
from scanned
left join cache_evidence on scanned.file_name = cache_evidence.file_name
left join outcomes on scanned.source_id = outcomes.source_id
