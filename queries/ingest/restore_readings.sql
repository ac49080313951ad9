-- purpose: gives calls of touched counters the counts they were logged with, so that one sighting of each can be chosen
-- grain: a call
-- reads: snapshots, touched_counters
-- engines: duckdb

update snapshots
set
    input_tokens = reading.input_tokens,
    cache_read_tokens = reading.cache_read_tokens,
    cache_write_5m_tokens = reading.cache_write_5m_tokens,
    cache_write_1h_tokens = reading.cache_write_1h_tokens,
    cache_write_tokens = reading.cache_write_tokens,
    output_tokens = reading.output_tokens,
    reasoning_tokens = reading.reasoning_tokens,
    input_audio_tokens = reading.input_audio_tokens,
    input_image_tokens = reading.input_image_tokens,
    input_video_tokens = reading.input_video_tokens,
    cache_read_audio_tokens = reading.cache_read_audio_tokens,
    output_audio_tokens = reading.output_audio_tokens,
    output_image_tokens = reading.output_image_tokens,
    unsplit_tokens = reading.unsplit_tokens,
    web_searches = reading.web_searches
where counter in (select counter from touched_counters)
