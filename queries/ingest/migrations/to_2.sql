-- purpose: a ledger of version 1 gets what version 2 has: counters that run on. What it holds was read call by call
-- engines: duckdb

-- A column that may not be empty is added in three steps: the engine adds none with that constraint.
alter table sources add column cumulative varchar default '';
alter table sources alter column cumulative set not null;
alter table sources alter column cumulative drop default;

alter table sources add column cumulative_sessions bigint;

alter table snapshots add column counter varchar;

alter table snapshots add column reading struct(
    input_tokens bigint,
    cache_read_tokens bigint,
    cache_write_5m_tokens bigint,
    cache_write_1h_tokens bigint,
    cache_write_tokens bigint,
    output_tokens bigint,
    reasoning_tokens bigint,
    input_audio_tokens bigint,
    input_image_tokens bigint,
    input_video_tokens bigint,
    cache_read_audio_tokens bigint,
    output_audio_tokens bigint,
    output_image_tokens bigint,
    unsplit_tokens bigint,
    web_searches bigint
);
