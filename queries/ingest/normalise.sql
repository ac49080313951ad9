-- purpose: one row per line: token counts checked and brought to one convention, and what became of the line
-- grain: a non-blank line of a file, in file order
-- slot: counted          the lines as their formats read them, their counts as whole numbers
-- slot: started_at       the instant, with the zone that times without one are taken to be in
-- slot: started_at_kind  what kind of time it is
-- slot: texts            the columns in which a key could stand, of those that a line can fill
-- slot: beside           further columns with a leading comma each, or nothing
-- engines: duckdb

with counted as ({{counted}}),

-- Additive reasoning: declared so, larger than the output it should be part of, or exactly what the total lacks.
reasoned as (
    select
        * exclude (any_instant),
        case when isfinite(any_instant) then any_instant end as instant,
        case
            when reasoning_convention = 'additive' then true
            when reasoning_convention = 'contained' then false
            when n_reasoning > n_output then true
            when n_reasoning > 0 and n_total = n_input + n_output + n_reasoning then true
            else false
        end as is_reasoning_added,
        coalesce(n_cache_write_5m, 0) + coalesce(n_cache_write_1h, 0) as known_writes
    from counted
),

-- OpenRouter writes a cache of Google's models and reads it in the same request: the tokens stand under both. What it charges for such
-- answers comes to the digit to tokens that were read and five minutes of their storage (logged costs of 2026; no page of theirs says
-- so). Hours of a million tokens to nine places: 1 / 12,000,000 of the tokens.
overlapped as (
    select
        * replace (
            case
                when is_read_as_written
                    then
                        list_append(
                            coalesce(other_units, []),
                            {
                                'meter': 'cache_storage_mtok_hour',
                                'quantity': (((n_cache_write * 250 + 1) // 3)::decimal(18, 0) * 0.000000001::decimal(10, 9))::decimal(38, 9)
                            }
                        )
                else other_units
            end as other_units
        )
    from (
        select
            *,
            coalesce(
                format = 'openai.chat' and gateway = 'openrouter' and model like 'google/%'
                and n_cache_read = n_cache_write and n_cache_read <= n_input and n_cache_read + n_cache_write > n_input,
                false
            ) as is_read_as_written
        from reasoned
    )
),

-- A provider that hides its thinking leaves it only in the total: what the total has over its parts was generated.
completed as (
    select
        *,
        case
            when n_output is null and n_reasoning is null and n_input is not null and n_total > n_input
                and reasoning_convention = 'inferred' then n_total - n_input
            when reasoning_convention = 'inferred' and n_reasoning is null and n_total > n_input + n_output
                and cache_convention = 'inclusive' then n_total - n_input
            when is_reasoning_added and coalesce(n_input, n_output, n_reasoning) is not null
                then coalesce(n_output, 0) + coalesce(n_reasoning, 0)
            else n_output
        end as whole_output,
        case
            when n_input is null and n_output is not null and n_total > n_output and reasoning_convention = 'inferred'
                then n_total - n_output
            else n_input
        end as whole_input,
        case when is_read_as_written then 0 else greatest(coalesce(n_cache_write, 0), known_writes) end as whole_writes
    from overlapped
),

normalised as (
    select
        *,
        case
            when coalesce(whole_input, n_cache_read, n_cache_write, n_cache_write_5m, n_cache_write_1h, n_tool_input) is null then null
            when cache_convention = 'exclusive'
                then coalesce(whole_input, 0) + coalesce(n_cache_read, 0) + whole_writes + coalesce(n_tool_input, 0)
            else coalesce(whole_input, 0) + coalesce(n_tool_input, 0)
        end as input_tokens,
        n_cache_read as cache_read_tokens,
        n_cache_write_5m as cache_write_5m_tokens,
        n_cache_write_1h as cache_write_1h_tokens,
        case when coalesce(n_cache_write, n_cache_write_5m, n_cache_write_1h) is not null then whole_writes end as cache_write_tokens,
        whole_output as output_tokens,
        n_reasoning as reasoning_tokens,
        case when whole_input is null and whole_output is null then n_total end as unsplit_tokens
    from completed
),

-- Pictures and sound that came from the cache are counted among both where the log does not tell them apart: what can only
-- have been cached counts as cached, so that the parts of a call never sum to more than its input and its output.
fitted as (
    select
        * exclude (input_audio_tokens, input_image_tokens, input_video_tokens, output_audio_tokens, output_image_tokens),
        at_most(input_audio_tokens, fresh_input + coalesce(cache_read_audio_tokens, 0)) as input_audio_tokens,
        at_most(input_image_tokens, fresh_input - fresh_audio) as input_image_tokens,
        at_most(
            input_video_tokens,
            fresh_input - fresh_audio - coalesce(at_most(input_image_tokens, fresh_input - fresh_audio), 0)
        ) as input_video_tokens,
        at_most(output_audio_tokens, plain_output) as output_audio_tokens,
        at_most(output_image_tokens, plain_output - coalesce(at_most(output_audio_tokens, plain_output), 0))
            as output_image_tokens
    from (
        select
            *,
            least(greatest(coalesce(input_audio_tokens, 0) - coalesce(cache_read_audio_tokens, 0), 0), fresh_input) as fresh_audio
        from (
            select
                *,
                -- Whether input of such a file includes its cached part is not known yet.
                case
                    when cache_convention = 'by_file' then coalesce(input_tokens, 0)
                    else
                        greatest(
                            coalesce(input_tokens, 0) - coalesce(cache_read_tokens, 0) - coalesce(cache_write_tokens, 0), 0
                        )
                end as fresh_input,
                greatest(coalesce(output_tokens, 0) - coalesce(reasoning_tokens, 0), 0) as plain_output
            from normalised
        )
    )
),

judged as (
    select
        *,
        case
            when format is null then 'rejected'
            when ignored_reason is not null then 'ignored'
            when rejected_reason is not null or has_bad_count then 'rejected'
            when cache_convention <> 'by_file' and coalesce(cache_read_tokens, 0) + coalesce(cache_write_tokens, 0) > coalesce(input_tokens, 0)
                then 'rejected'
            when reasoning_tokens > coalesce(output_tokens, 0) then 'rejected'
            when cache_read_audio_tokens > cache_read_tokens then 'rejected'
            else 'call'
        end as outcome,
        may_hold_secret(concat_ws(' ', {{texts}})) as may_hold
    from fitted
),

-- Each look at a text a level of its own: the engine puts an expression in place of every mention of its name, and these have many.
hidden as (
    select
        * replace (
            hide_secrets_if(may_hold, call_id) as call_id,
            hide_secrets_if(may_hold, request_id) as request_id,
            hide_secrets_if(may_hold, trace_id) as trace_id,
            hide_secrets_if(may_hold, session_id) as session_id,
            hide_secrets_if(may_hold, pair_id) as pair_id,
            hide_secrets_if(may_hold, provider) as provider,
            hide_secrets_if(may_hold, gateway) as gateway,
            hide_secrets_if(may_hold, endpoint) as endpoint,
            hide_secrets_if(may_hold, region) as region,
            hide_secrets_if(may_hold, model) as model,
            hide_secrets_if(may_hold, model_requested) as model_requested,
            hide_secrets_if(may_hold, service_tier) as service_tier,
            hide_secrets_if(may_hold, speed) as speed,
            hide_secrets_if(may_hold, inference_geo) as inference_geo,
            hide_secrets_if(may_hold, team) as team,
            hide_secrets_if(may_hold, project) as project,
            hide_secrets_if(may_hold, environment) as environment,
            case when status in ('error', 'blocked') then error_class(error_type) end as error_type,
            hide_secrets_if(may_hold, tags::varchar) as tags
        )
    from judged
),

listed as (select *, case when tags is not null and not is_one_tag(tags) then tag_entries(tags) end as entries from hidden),

labelled as (
    select
        * replace (
            case when tags is null or is_one_tag(tags) then tags when entries is not null then plain_tags(entries) end as tags
        )
    from listed
)

select
    file_name,
    is_foreign,
    outcome,
    case
        when outcome = 'ignored' then ignored_reason
        when outcome = 'call' then null
        when format is null then unclaimed_reason
        when rejected_reason is not null then rejected_reason
        when has_bad_count then 'a token count is not a whole number'
        when reasoning_tokens > coalesce(output_tokens, 0) then 'more reasoning tokens than output tokens'
        when cache_read_audio_tokens > cache_read_tokens then 'more cached audio tokens than cached tokens'
        else 'more cached tokens than input tokens'
    end as reason,
    cache_convention,
    coalesce(is_switched, false) as is_switched,
    n_total as logged_total,
    format,
    hide_identities(call_id) as call_id,
    case when call_id is not null then call_id_kind end as call_id_kind,
    hide_identities(request_id) as request_id,
    hide_identities(trace_id) as trace_id,
    hide_identities(session_id) as session_id,
    hide_identities(pair_id) as pair_id,
    {{started_at}} as started_at,
    {{started_at_kind}} as started_at_kind,
    hide_identities(provider) as provider,
    hide_identities(gateway) as gateway,
    hide_identities(endpoint) as endpoint,
    hide_identities(region) as region,
    hide_identities(model) as model,
    hide_identities(model_requested) as model_requested,
    hide_identities(service_tier) as service_tier,
    hide_identities(speed) as speed,
    hide_identities(inference_geo) as inference_geo,
    is_batch,
    input_tokens,
    cache_read_tokens,
    cache_write_5m_tokens,
    cache_write_1h_tokens,
    cache_write_tokens,
    output_tokens,
    reasoning_tokens,
    input_audio_tokens,
    input_image_tokens,
    input_video_tokens,
    cache_read_audio_tokens,
    output_audio_tokens,
    output_image_tokens,
    unsplit_tokens,
    web_searches,
    other_units,
    coalesce(
        usage_kind,
        case
            when
                coalesce(input_tokens, output_tokens, unsplit_tokens) is null
                and coalesce(web_searches, len(other_units), 0) = 0 then 'missing'
            when whole_output is distinct from n_output and not is_reasoning_added then 'inferred'
            else 'provider'
        end
    ) as usage_kind,
    status,
    http_status,
    hide_identities(hide_secrets(error_type)) as error_type,
    is_billed,
    is_cut,
    attempt,
    gateway_cache_hit,
    quality_score,
    duration_us,
    first_token_us,
    is_streamed,
    hide_user(user_id) as user_id,
    hide_identities(hide_api_key(api_key)) as api_key,
    hide_identities(team) as team,
    hide_identities(project) as project,
    hide_identities(environment) as environment,
    hide_identities(tags) as tags,
    amount_text(logged_cost) as logged_cost,
    left(logged_cost_currency, 8) as logged_cost_currency,
    logged_cost_kind,
    coalesce(to_count(calls_text), 1) as calls,
    rate_limit_remaining,
    is_notional,
    has_personal_data{{beside}}
from labelled
