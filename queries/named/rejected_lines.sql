-- purpose: where each rejected line is and why, at most 1,000 of a file
-- grain: a rejected line
-- reads: rejects, sources
-- order: path, line
-- engines: duckdb

select sources.path, rejects.line, rejects.byte_offset, rejects.reason, rejects.excerpt
from rejects
inner join sources on rejects.source_id = sources.source_id
order by sources.path, rejects.line
