-- purpose: what is held of every file: enough to tell whether a file on disk is the same, has grown, or is another
-- grain: a file
-- reads: sources, source_formats
-- order: path
-- engines: duckdb

with formats as (
    select source_id, list(distinct format) as formats
    from source_formats
    group by source_id
)

select
    sources.source_id,
    sources.path,
    sources.bytes,
    sources.modified_ms,
    sources.fingerprint,
    sources.lines,
    sources.cumulative,
    sources.redaction,
    sources.copy_of,
    sources.copied_lines,
    formats.formats,
    case
        when sources.is_cache_contradicted is not null
            then {
                'is_contradicted': sources.is_cache_contradicted,
                'inclusive_totals': sources.inclusive_totals,
                'exclusive_totals': sources.exclusive_totals
            }
    end as evidence
from sources
left join formats on sources.source_id = formats.source_id
order by sources.path
