-- purpose: the counts of lines as whole numbers, and which lines have one that is none
-- grain: a non-blank line of a file, in file order
-- slot: mapped  the lines as their formats read them
-- engines: duckdb

with mapped as ({{mapped}})

select
    to_instant(started_at_text) as any_instant,
    * exclude (t_input, t_cache_read, t_cache_write, t_cache_write_5m, t_cache_write_1h, t_output, t_reasoning, t_total,
        t_tool_input, t_input_audio, t_input_image, t_input_video, t_cache_read_audio, t_output_audio, t_output_image,
        t_web_searches),
    to_count(t_input) as n_input,
    to_count(t_cache_read) as n_cache_read,
    to_count(t_cache_write) as n_cache_write,
    to_count(t_cache_write_5m) as n_cache_write_5m,
    to_count(t_cache_write_1h) as n_cache_write_1h,
    to_count(t_output) as n_output,
    to_count(t_reasoning) as n_reasoning,
    to_count(t_total) as n_total,
    to_count(t_tool_input) as n_tool_input,
    to_count(t_input_audio) as input_audio_tokens,
    to_count(t_input_image) as input_image_tokens,
    to_count(t_input_video) as input_video_tokens,
    to_count(t_cache_read_audio) as cache_read_audio_tokens,
    to_count(t_output_audio) as output_audio_tokens,
    to_count(t_output_image) as output_image_tokens,
    to_count(t_web_searches) as web_searches,
    (t_input is not null and n_input is null)
        or (t_output is not null and n_output is null)
        or (t_cache_read is not null and n_cache_read is null)
        or (t_cache_write is not null and n_cache_write is null)
        or (t_cache_write_5m is not null and n_cache_write_5m is null)
        or (t_cache_write_1h is not null and n_cache_write_1h is null)
        or (t_reasoning is not null and n_reasoning is null)
        or (t_total is not null and n_total is null)
        or (t_tool_input is not null and n_tool_input is null)
        or (t_input_audio is not null and input_audio_tokens is null)
        or (t_input_image is not null and input_image_tokens is null)
        or (t_web_searches is not null and web_searches is null) as has_bad_count
from mapped
