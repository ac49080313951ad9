-- purpose: the tables of a ledger; one-shot runs make the same tables in memory
-- engines: duckdb

create sequence if not exists source_ids;

create table if not exists ledger_facts (name varchar primary key, value varchar);

create table if not exists sources (
    source_id integer primary key,
    path varchar not null,
    bytes bigint not null,
    modified_ms double,
    fingerprint varchar not null,
    lines bigint not null,
    blank bigint not null,
    rejected bigint not null,
    ignored bigint not null,
    with_calls bigint not null,
    calls_found bigint not null,
    -- What its lines show about cached input, cache_evidence.sql; null where none could show anything.
    is_cache_contradicted boolean,
    inclusive_totals bigint,
    exclusive_totals bigint,
    -- The columns that tell its counters apart, where its counts are totals so far; empty where they are those of a call.
    cumulative varchar not null,
    -- In how many sessions they look like totals so far without being read so; null where in none.
    cumulative_sessions bigint,
    -- What became of identities in its lines: hash, drop, or empty where they are as they were logged.
    redaction varchar not null,
    -- The source that has the calls of its first lines, which are lines of both; null where it has all of its own.
    copy_of integer,
    -- How many of its lines these are; null where they are all lines of both.
    copied_lines bigint,
    check (lines = blank + rejected + ignored + with_calls)
);

create table if not exists source_formats (source_id integer, format varchar, lines bigint);

create table if not exists source_reasons (
    source_id integer,
    outcome varchar,
    reason varchar,
    lines bigint,
    first_line bigint
);

create table if not exists rejects (source_id integer, line bigint, byte_offset bigint, reason varchar, excerpt varchar);

-- Every sighting of a call, with its source. `is_counted` marks the one sighting that speaks for the call.
create table if not exists snapshots (
    source_id integer,
    source_line bigint,
    format varchar,
    call_id varchar,
    call_id_kind varchar,
    request_id varchar,
    trace_id varchar,
    session_id varchar,
    pair_id varchar,
    started_at timestamp,
    started_at_kind varchar,
    provider varchar,
    gateway varchar,
    endpoint varchar,
    region varchar,
    model varchar,
    model_requested varchar,
    service_tier varchar,
    speed varchar,
    inference_geo varchar,
    is_batch boolean,
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
    web_searches bigint,
    other_units struct(meter varchar, quantity decimal(38, 9))[],
    usage_kind varchar,
    status varchar,
    http_status integer,
    error_type varchar,
    is_billed boolean,
    is_cut boolean,
    attempt integer,
    gateway_cache_hit boolean,
    quality_score double,
    duration_us bigint,
    first_token_us bigint,
    is_streamed boolean,
    user_id varchar,
    api_key varchar,
    team varchar,
    project varchar,
    environment varchar,
    tags varchar,
    logged_cost varchar,
    logged_cost_currency varchar,
    logged_cost_kind varchar,
    calls bigint,
    rate_limit_remaining bigint,
    is_notional boolean,
    -- Whether its prompt looks as if it held personal data; null where it was not looked at or not logged.
    has_personal_data boolean,
    -- The counter that the call is a reading of, and what was logged; its own columns then have what was used since the last.
    counter varchar,
    reading struct(
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
    ),
    is_counted boolean,
    -- What was logged as its start, where another sighting of the call has an earlier one.
    own_started_at timestamp
);

create or replace view calls as select * exclude (counter, reading, is_counted, own_started_at) from snapshots where is_counted;
