-- purpose: how many lines of each format a file holds
-- grain: a file and format
-- reads: stage, batch_files
-- engines: duckdb

insert into source_formats
select batch_files.source_id, stage.format, count(*) as lines
from stage
inner join batch_files on stage.file_name = batch_files.file_name
where stage.format is not null
group by batch_files.source_id, stage.format
