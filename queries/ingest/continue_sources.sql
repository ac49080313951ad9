-- purpose: adds the lines of a tail to the account of its file
-- grain: a file that grew
-- reads: sources, batch_sources
-- engines: duckdb

update sources
set
    path = fresh.path,
    bytes = fresh.bytes,
    modified_ms = fresh.modified_ms,
    fingerprint = fresh.fingerprint,
    lines = sources.lines + fresh.lines,
    blank = sources.blank + fresh.blank,
    rejected = sources.rejected + fresh.rejected,
    ignored = sources.ignored + fresh.ignored,
    with_calls = sources.with_calls + fresh.with_calls,
    calls_found = sources.calls_found + fresh.calls_found,
    is_cache_contradicted = fresh.is_cache_contradicted,
    inclusive_totals = fresh.inclusive_totals,
    exclusive_totals = fresh.exclusive_totals,
    cumulative_sessions = fresh.cumulative_sessions
from batch_sources as fresh
where sources.source_id = fresh.source_id
