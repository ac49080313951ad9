-- purpose: the account of each file of a batch
-- grain: a file
-- reads: cache_evidence
-- param: scans  varchar, JSON: what was counted in the bytes of each file
-- slot: outcomes  what became of the lines of each file
-- engines: duckdb

with scanned as (
    select unnest(
        from_json(
            $scans,
            '[{"source_id":"INTEGER","path":"VARCHAR","bytes":"BIGINT","modified_ms":"DOUBLE","fingerprint":"VARCHAR","file_name":"VARCHAR","lines":"BIGINT","blank":"BIGINT","empty":"BIGINT","cumulative":"VARCHAR","redaction":"VARCHAR"}]'
        ),
        recursive := true
    )
),

outcomes as ({{outcomes}})

select
    scanned.source_id,
    scanned.path,
    scanned.bytes,
    scanned.modified_ms,
    scanned.fingerprint,
    scanned.lines,
    scanned.blank,
    coalesce(outcomes.rejected, 0) as rejected,
    coalesce(outcomes.ignored, 0) + scanned.empty as ignored,
    coalesce(outcomes.with_calls, 0) as with_calls,
    coalesce(outcomes.calls_found, 0) as calls_found,
    cache_evidence.is_contradicted as is_cache_contradicted,
    cache_evidence.inclusive_totals,
    cache_evidence.exclusive_totals,
    scanned.cumulative,
    null::bigint as cumulative_sessions,
    scanned.redaction,
    null::integer as copy_of,
    null::bigint as copied_lines
from scanned
left join cache_evidence on scanned.file_name = cache_evidence.file_name
left join outcomes on scanned.source_id = outcomes.source_id
