-- purpose: expressions that every format uses, so that text becomes a value by one rule
-- engines: duckdb

create or replace temp macro filled(value) as nullif(value, '');

-- Only digits, or digits with a fraction of zeros, are a whole number: a cast alone would round 12.7 and take true for 1.
create or replace temp macro to_count(value) as
    case
        when try_cast(value as bigint) between 0 and 999999999999999999 and try_cast(value as bigint)::varchar = value
            then try_cast(value as bigint)
        when regexp_full_match(value, '[0-9]{1,18}(\.0+)?') then try_cast(split_part(value, '.', 1) as bigint)
    end;

-- A bare number is seconds, milliseconds, microseconds or nanoseconds since the epoch by its size.
create or replace temp macro from_epoch(value) as
    case
        when try_cast(value as double) < 1e11 then make_timestamp((try_cast(value as decimal(28, 9)) * 1000000)::bigint)
        when try_cast(value as double) < 1e14 then make_timestamp((try_cast(value as decimal(28, 9)) * 1000)::bigint)
        when try_cast(value as double) < 1e17 then make_timestamp(try_cast(value as decimal(28, 9))::bigint)
        else make_timestamp(try_cast(split_part(value, '.', 1) as bigint) // 1000)
    end;

-- A 64-bit number in two halves, as JavaScript libraries write it: `{"low":…,"high":…,"unsigned":true}`, low as a signed one.
create or replace temp macro from_halves(value) as
    regexp_extract(value, '"high"\s*:\s*([0-9]{1,9})\b', 1)::bigint * 4294967296
    + (regexp_extract(value, '"low"\s*:\s*(-?[0-9]{1,10})\b', 1)::bigint + 4294967296) % 4294967296;

-- Text with an offset needs the cast with time zone: the plain one drops the offset without a word. Text without one is UTC,
-- the session's zone. Only years of four digits are read: beyond them the zone conversion raises an error, and words such as
-- `infinity` are no time. `[seconds, nanoseconds]` is what OpenTelemetry writes in JavaScript.
create or replace temp macro to_instant(value) as
    case
        when right(value, 1) = 'Z' and value[5] = '-' then try_cast(value as timestamp)
        when regexp_full_match(value, '[0-9]{1,19}(\.[0-9]+)?') then from_epoch(value)
        when value[5] = '-' then try_cast(value as timestamptz) at time zone 'UTC'
        when regexp_full_match(value, '\[\s*[0-9]{1,11}\s*,\s*[0-9]{1,9}\s*\]')
            then make_timestamp(
                regexp_extract(value, '[0-9]+')::bigint * 1000000 + regexp_extract(value, ',\s*([0-9]+)', 1)::bigint // 1000
            )
        when regexp_full_match(value, '\{[^{}]*"low"\s*:\s*-?[0-9]{1,10}\s*[,}][^{}]*\}?') and regexp_matches(value, '"high"\s*:\s*[0-9]{1,9}\s*[,}]')
            then from_epoch(from_halves(value)::varchar)
    end;

-- date: a day without a time. assumed_utc: a time without a zone. exact: anything else that can be read.
create or replace temp macro instant_kind(value, instant) as
    case
        when instant is null then 'missing'
        when right(value, 1) = 'Z' then 'exact'
        when regexp_full_match(value, '[0-9]{4}-[0-9]{2}-[0-9]{2}') then 'date'
        when regexp_full_match(value, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+') then 'assumed_utc'
        else 'exact'
    end;

create or replace temp macro milliseconds_to_us(value) as
    case when try_cast(value as double) between 0 and 1e15 then round(try_cast(value as double) * 1000)::bigint end;

create or replace temp macro seconds_to_us(value) as
    case when try_cast(value as double) between 0 and 1e12 then round(try_cast(value as double) * 1000000)::bigint end;

create or replace temp macro to_flag(value) as
    case lower(value)
        when 'true' then true when '1' then true when 'yes' then true
        when 'false' then false when '0' then false when 'no' then false
    end;

-- An amount in hundredths of a unit, in units: the point moves in the text, so that no digit is rounded. Other text stays.
create or replace temp macro cents_to_units(value) as
    case
        when regexp_full_match(value, '-?[0-9]+([.][0-9]+)?')
            then regexp_replace(
                regexp_replace(value, '^(-?)([0-9]{1,2})([.]|$)', '\1' || repeat('0', 3 - least(length(regexp_extract(value, '^-?([0-9]+)', 1)), 3)) || '\2\3'),
                '^(-?[0-9]+)([0-9]{2})[.]?([0-9]*)$', '\1.\2\3'
            )
        when regexp_full_match(value, '-?[0-9]+([.][0-9]+)?[eE][-+]?[0-9]{1,2}')
            then regexp_extract(value, '^[^eE]+') || 'e' || (regexp_extract(value, '[eE](.*)$', 1)::integer - 2)::varchar
        else value
    end;

create or replace temp macro to_finite(value) as
    case when isfinite(try_cast(value as double)) then try_cast(value as double) end;

create or replace temp macro to_http_status(value) as
    case when regexp_full_match(value, '[1-5][0-9]{2}(\.0+)?') then try_cast(left(value, 3) as integer) end;

-- A class of failure, not its message: messages can carry prompts, names and keys.
create or replace temp macro error_class(value) as
    case
        when value is null then null
        when regexp_full_match(value, '[A-Za-z0-9_.:/-]{1,64}') and not regexp_matches(value, '(?i)^(sk|pk|key|gsk|xai|aiza)[-_]') then value
        when regexp_matches(value, '(?i)rate.?limit|too many requests|quota') then 'rate_limit'
        when regexp_matches(value, '(?i)time.?out|timed out|deadline') then 'timeout'
        when regexp_matches(value, '(?i)overloaded|unavailable') then 'overloaded'
        when regexp_matches(value, '(?i)connection|reset|socket|econn|network') then 'connection'
        when regexp_matches(value, '(?i)content.?(filter|policy)|safety') then 'content_filter'
        when regexp_matches(value, '(?i)context.?length|too long|maximum context') then 'context_length'
        when regexp_matches(value, '(?i)auth|api.?key|permission|forbidden') then 'authentication'
        when regexp_matches(value, '(?i)not found|does not exist') then 'not_found'
        when regexp_matches(value, '(?i)invalid|unsupported|bad request') then 'invalid_request'
        else 'error'
    end;

-- Anything shaped like a secret is stored as a hash and its last four characters.
create or replace temp macro hide_key(value) as
    case
        when regexp_matches(value, '^(sk|pk|rk|gsk|xai|key|hf|AIza|Bearer|eyJ)[-_ ]?[A-Za-z0-9_.-]{12,}')
            or regexp_full_match(value, '[A-Za-z0-9_-]{32,}')
            then 'sha256:' || left(sha256(value), 16) || '…' || right(value, 4)
        else value
    end;

create or replace temp macro modality_tokens(details, wanted) as
    nullif(list_sum(list_transform(list_filter(details, lambda d: d.modality = wanted), lambda d: to_count(d."tokenCount"))), 0)::varchar;

-- The smaller of two, and NULL where there is no value: the engine's own function passes over NULL.
create or replace temp macro at_most(value, room) as case when value > room then room else value end;
