-- purpose: gives each reading of a counter what was used since the one before; parts never exceed what they are part of
-- grain: a call that is a reading of a touched counter and is counted
-- reads: snapshots, counter_steps
-- engines: duckdb

update snapshots
set
    input_tokens = steps.input_tokens,
    cache_read_tokens = at_most(steps.cache_read_tokens, steps.input_tokens),
    cache_write_tokens = at_most(
        steps.cache_write_tokens,
        steps.input_tokens - coalesce(at_most(steps.cache_read_tokens, steps.input_tokens), 0)
    ),
    cache_write_5m_tokens = steps.cache_write_5m_tokens,
    cache_write_1h_tokens = steps.cache_write_1h_tokens,
    output_tokens = steps.output_tokens,
    reasoning_tokens = at_most(steps.reasoning_tokens, steps.output_tokens),
    input_audio_tokens = steps.input_audio_tokens,
    input_image_tokens = steps.input_image_tokens,
    input_video_tokens = steps.input_video_tokens,
    cache_read_audio_tokens = steps.cache_read_audio_tokens,
    output_audio_tokens = steps.output_audio_tokens,
    output_image_tokens = steps.output_image_tokens,
    unsplit_tokens = steps.unsplit_tokens,
    web_searches = steps.web_searches
from counter_steps as steps
where snapshots.rowid = steps.snapshot
