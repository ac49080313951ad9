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

-- A bare number is seconds, milliseconds, microseconds or nanoseconds since the epoch by its size; what follows the point as
-- thousand-millionths of that. A cast of text to decimal would say the same, and takes a hundred times as long.
create or replace temp macro from_epoch_parts(whole, billionths) as
    make_timestamp(
        case
            when whole < 100000000000 then whole * 1000000 + (billionths + 500) // 1000
            when whole < 100000000000000 then whole * 1000 + (billionths + 500000) // 1000000
            when whole < 100000000000000000 then whole + (billionths + 500000000) // 1000000000
            else whole // 1000
        end
    );

create or replace temp macro from_epoch(value) as
    from_epoch_parts(
        try_cast(split_part(value, '.', 1) as bigint),
        try_cast(rpad(left(split_part(value, '.', 2), 9), 9, '0') as bigint)
    );

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
        when regexp_full_match(value, '[0-9]{1,18}') then from_epoch_parts(try_cast(value as bigint), 0)
        when regexp_full_match(value, '[0-9]{1,19}(\.[0-9]+)?') then from_epoch(value)
        when value[5] = '-' then try_cast(value as timestamptz) at time zone 'UTC'
        when regexp_full_match(value, '\[\s*[0-9]{1,11}\s*,\s*[0-9]{1,9}\s*\]')
            then make_timestamp(
                regexp_extract(value, '[0-9]+')::bigint * 1000000 + regexp_extract(value, ',\s*([0-9]+)', 1)::bigint // 1000
            )
        when regexp_full_match(value, '\{[^{}]*"low"\s*:\s*-?[0-9]{1,10}\s*[,}][^{}]*\}?') and regexp_matches(value, '"high"\s*:\s*[0-9]{1,9}\s*[,}]')
            then from_epoch_parts(from_halves(value), 0)
    end;

-- date: a day without a time. assumed_utc: a time without a zone. exact: anything else that can be read.
create or replace temp macro instant_kind(value, instant) as
    case
        when instant is null and trim(value) <> '' then 'unreadable'
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

-- A secret as it is stored: a hash, which tells one from another, and its last four characters, which people know it by.
create or replace temp macro hidden(secret) as 'sha256:' || left(sha256(secret), 16) || '…' || right(secret, 4);

-- Keys, tokens and credentials by the shapes that providers give them, wherever they stand in a text and in whatever case: some
-- columns are in small letters.
create or replace temp macro secrets_in(value) as regexp_extract_all(
    value,
    '(?i)(?:^|[^A-Za-z0-9])((?:sk|pk|rk|key|hf|xai|gsk|r8|pplx|glpat|dop_v1|npm)[-_][A-Za-z0-9_-]{16,}|AIza[A-Za-z0-9_-]{20,}|ya29\.[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}|xox[a-z]-[A-Za-z0-9-]{12,}|(?:AKIA|ASIA)[A-Z0-9]{16}|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]+)?|(?:Bearer|Basic|bearer|basic)[ +][A-Za-z0-9._~+/=-]{12,})',
    1
);

-- Hardly any text gets past this: shorter ones hold no secret, and looking for a beginning takes a fraction of looking for the whole.
create or replace temp macro may_hold_secret(value) as
    strlen(value) >= 20
    and regexp_matches(
        value,
        '(?i)(?:^|[^A-Za-z0-9])(?:(?:sk|pk|rk|key|hf|xai|gsk|r8|pplx|glpat|dop_v1|npm)[-_]|AIza|ya29\.|gh[pousr]_|github_pat_|xox[a-z]-|AKIA|ASIA|eyJ|Bearer|Basic)'
    );

create or replace temp macro hide_secrets(value) as
    case
        when may_hold_secret(value) and len(secrets_in(value)) > 0
            then list_reduce(list_prepend(value, secrets_in(value)), lambda text, secret: replace(text, secret, hidden(secret)))
        else value
    end;

-- The texts of a line are looked at together first: hardly any line gets past that.
create or replace temp macro hide_secrets_if(is_possible, value) as case when is_possible then hide_secrets(value) else value end;

-- Where a key or a user is expected, whatever could be a key is one. The shortest that could be has 14 characters.
create or replace temp macro hide_key(value) as
    case
        when strlen(value) < 14 then value
        when regexp_matches(value, '^(sk|pk|rk|gsk|xai|key|hf|AIza|Bearer|eyJ)[-_ ]?[A-Za-z0-9_.-]{12,}')
            or regexp_full_match(value, '[A-Za-z0-9_-]{32,}')
            then hidden(value)
        else hide_secrets(value)
    end;

create or replace temp macro hide_api_key(value) as
    case
        when
            strlen(value) >= 20
            and regexp_full_match(value, '[A-Za-z0-9_./+=-]{20,}')
            and regexp_matches(value, '[0-9]')
            and regexp_matches(value, '[A-Za-z]')
            then hidden(value)
        else hide_key(value)
    end;

-- What --redact asks for is put in place of these three (redaction.ts): without it identities stay as they are logged.
create or replace temp macro hide_user(value) as hide_key(value);
create or replace temp macro hide_identities(value) as value;
create or replace temp macro hide_tag(tag, value) as value;

-- Names under which prompts, answers and arguments are logged.
create or replace temp macro is_content_name(name) as
    list_contains(
        ['prompt', 'prompts', 'message', 'messages', 'content', 'contents', 'completion', 'completions', 'input', 'inputs',
            'output', 'outputs', 'request', 'response', 'text', 'query', 'question', 'answer', 'arguments', 'args',
            'parameters', 'instructions', 'system', 'body', 'headers'],
        lower(name)
    );

-- One label of at most 300 bytes, as agents write the branch they work on with every line: it stays as it is, which a look at its text
-- tells sooner than taking it apart. Not where identities are hidden (redaction.ts).
create or replace temp macro is_one_tag(tags) as
    regexp_full_match(tags, '\{"[a-z_]{1,40}":"[^"\\]{1,70}"\}')
    and not is_content_name(regexp_extract(tags, '"([a-z_]+)"', 1));

-- Labels of a call: short values under names that are no names of prompts, answers or arguments. Of two of one name the first.
create or replace temp macro tag_entries(tags) as map_entries(json_transform(tags, '"MAP(VARCHAR, JSON)"'));

create or replace temp macro plain_tags(entries) as
    nullif(
        to_json(
            map_from_entries(
                list_transform(
                    list_filter(
                        entries,
                        lambda entry, place: list_position(list_transform(entries, lambda one: one.key), entry.key) = place
                        and strlen(entry.key) <= 100
                        and not is_content_name(entry.key)
                        and strlen(hide_tag(entry.key, coalesce(entry.value, 'null'::json))::varchar) <= 300
                    ),
                    lambda entry: {'key': entry.key, 'value': hide_tag(entry.key, coalesce(entry.value, 'null'::json))}
                )
            )
        )::varchar,
        '{}'
    );

-- An amount as it was logged. Any other text is said to be unreadable and not kept.
create or replace temp macro amount_text(value) as
    case when value is null then null when try_cast(value as double) is not null then value else 'unreadable' end;

create or replace temp macro modality_tokens(details, wanted) as
    nullif(list_sum(list_transform(list_filter(details, lambda d: d.modality = wanted), lambda d: to_count(d."tokenCount"))), 0)::varchar;

-- The smaller of two, and NULL where there is no value: the engine's own function passes over NULL.
create or replace temp macro at_most(value, room) as case when value > room then room else value end;

-- Input as it is stored, cached included. A line that logs none of the three stays one that logs none.
create or replace temp macro all_input(is_exclusive, input, cache_read, cache_write) as
    case
        when is_exclusive and coalesce(input, cache_read, cache_write) is not null
            then coalesce(input, 0) + coalesce(cache_read, 0) + coalesce(cache_write, 0)
        else input
    end;

-- The texts of a line that are prompts, whatever the format: members of these names at any depth, and attributes of telemetry.
create or replace temp macro prompt_texts(line) as
    list_concat(
        list_filter(
            list_concat(
                json_extract(line, '$..messages'), json_extract(line, '$..prompt'), json_extract(line, '$..prompts'),
                json_extract(line, '$..contents'), json_extract(line, '$..input'), json_extract(line, '$..inputs'),
                json_extract(line, '$..inputText'), json_extract(line, '$..system'), json_extract(line, '$..instructions'),
                json_extract(line, '$..systemInstruction'), json_extract(line, '$..query'), json_extract(line, '$..question'),
                json_extract(line, '$..request_body'), json_extract(line, '$..requestBody'), json_extract(line, '$..proxy_server_request')
            ),
            lambda found: list_contains(['VARCHAR', 'ARRAY', 'OBJECT'], json_type(found)) and found::varchar not in ('""', '[]', '{}')
        )::varchar[],
        regexp_extract_all(
            line::varchar,
            '"(?:gen_ai\.(?:prompt|input)|llm\.(?:prompts|input_messages)|ai\.prompt|input\.value|traceloop\.entity\.input)[^"]*"\s*:\s*"((?:[^"\\]|\\.)+)"',
            1
        )
    );

-- A card number ends in a digit that the others determine (ISO/IEC 7812-1, annex B).
create or replace temp macro is_card_number(digits) as
    list_sum(
        list_transform(
            range(1, length(digits) + 1),
            lambda place: case
                when place % 2 = 1 then substr(reverse(digits), place, 1)::integer
                else substr(reverse(digits), place, 1)::integer * 2 // 10 + substr(reverse(digits), place, 1)::integer * 2 % 10
            end
        )
    ) % 10 = 0;

-- E-mail addresses, telephone numbers, social security and resident registration numbers, IBANs, card numbers. A look, no proof.
create or replace temp macro looks_personal(text) as
    regexp_matches(
        text,
        '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}|\+[1-9][0-9]{0,2}[ .-]?\(?[0-9]{1,4}\)?(?:[ .-]?[0-9]{2,4}){2,4}\b|\(?\b[2-9][0-9]{2}\)?[ .-][0-9]{3}[ .-][0-9]{4}\b|\b01[016-9]-[0-9]{3,4}-[0-9]{4}\b|\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b|\b[0-9]{6}-[1-8][0-9]{6}\b|\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b'
    )
    or len(
        list_filter(
            regexp_extract_all(text, '\b[3-6][0-9]{3}(?:[ -]?[0-9]{4}){2}[ -]?[0-9]{1,7}\b'),
            lambda digits: is_card_number(regexp_replace(digits, '[ -]', '', 'g'))
        )
    ) > 0;

-- NULL where a line holds no prompt.
create or replace temp macro has_personal_data(line) as
    case when len(prompt_texts(line)) > 0 then looks_personal(array_to_string(prompt_texts(line), ' ')) end;

-- A number to its first nine binary digits, at most 0.2 % away: in a product with 2^44 + 1 the digits behind them fall off (Veltkamp's
-- splitting, T. J. Dekker, Numerische Mathematik 18, 1971). Three operations, where any look at its size takes as long as all of them.
create or replace temp macro nine_digits(value) as
    value::double * 17592186044417::double - (value::double * 17592186044417::double - value::double);

-- A number that was read beside the engine: what is not a number stands for none.
create or replace temp macro whole(value) as case when isnan(value) then null else value::bigint end;
