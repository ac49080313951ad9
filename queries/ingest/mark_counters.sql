-- purpose: keeps what calls of cumulative logs were logged with as readings of a counter: their tokens are totals so far
-- grain: a call of a file whose counts run on
-- reads: snapshots
-- param: sources  varchar, JSON: the ids of the files
-- slot: key      what a counter is known by, NULL where a call has none
-- slot: formats  application logs: the formats whose counts may run on
-- engines: duckdb

update snapshots
set
    counter = md5({{key}}),
    reading = {
        'input_tokens': input_tokens,
        'cache_read_tokens': cache_read_tokens,
        'cache_write_5m_tokens': cache_write_5m_tokens,
        'cache_write_1h_tokens': cache_write_1h_tokens,
        'cache_write_tokens': cache_write_tokens,
        'output_tokens': output_tokens,
        'reasoning_tokens': reasoning_tokens,
        'input_audio_tokens': input_audio_tokens,
        'input_image_tokens': input_image_tokens,
        'input_video_tokens': input_video_tokens,
        'cache_read_audio_tokens': cache_read_audio_tokens,
        'output_audio_tokens': output_audio_tokens,
        'output_image_tokens': output_image_tokens,
        'unsplit_tokens': unsplit_tokens,
        'web_searches': web_searches
    },
    -- Whether a logged amount runs on as well is not known.
    logged_cost = null,
    logged_cost_currency = null,
    logged_cost_kind = null
where
    list_contains(from_json($sources, '["INTEGER"]'), source_id)
    and counter is null
    and list_contains([{{formats}}], format)
    and calls = 1
    and other_units is null
    and {{key}} is not null
