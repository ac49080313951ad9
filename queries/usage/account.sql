-- purpose: the account of every file: lines, and calls with what duplicates do to them now
-- grain: a file
-- reads: sources, snapshots, source_formats, source_reasons
-- order: path
-- engines: duckdb

with counted as (
    select
        source_id,
        count(*) filter (where is_counted) as accepted,
        count(*) filter (where not is_counted) as duplicate,
        min(started_at) as first_at,
        max(started_at) as last_at
    from snapshots
    group by source_id
),

-- A file that was continued has a row of each part.
format_lines as (
    select source_id, format, sum(lines)::bigint as lines
    from source_formats
    group by source_id, format
),

formats as (
    select source_id, list({'format': format, 'lines': lines} order by lines desc, format) as formats
    from format_lines
    group by source_id
),

reason_lines as (
    select source_id, outcome, reason, sum(lines)::bigint as lines, min(first_line) as first_line
    from source_reasons
    group by source_id, outcome, reason
),

reasons as (
    select
        source_id,
        list(
            {'outcome': outcome, 'reason': reason, 'lines': lines, 'first_line': first_line}
            order by lines desc, first_line
        ) as reasons
    from reason_lines
    group by source_id
)

select
    sources.path,
    sources.lines,
    sources.blank,
    sources.rejected,
    sources.ignored,
    sources.with_calls,
    sources.calls_found,
    coalesce(counted.accepted, 0) as accepted,
    -- The calls of a copy are held where they were first.
    coalesce(counted.duplicate, 0)
        + case when sources.copy_of is null then 0
            else sources.calls_found - coalesce(counted.accepted + counted.duplicate, 0)
        end as duplicate,
    coalesce(counted.first_at, copied.first_at) as first_at,
    coalesce(counted.last_at, case when sources.copied_lines is null then copied.last_at end) as last_at,
    formats.formats,
    reasons.reasons
from sources
left join counted on sources.source_id = counted.source_id
left join counted as copied on sources.copy_of = copied.source_id
left join formats on sources.source_id = formats.source_id
left join reasons on sources.source_id = reasons.source_id
order by sources.path
