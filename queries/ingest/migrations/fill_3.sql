-- purpose: keys that version 2 stored as they were logged are hidden as they are since version 3
-- grain: a sighting that holds what may be a key
-- engines: duckdb

update snapshots
set
    call_id = hide_secrets(call_id),
    request_id = hide_secrets(request_id),
    trace_id = hide_secrets(trace_id),
    session_id = hide_secrets(session_id),
    pair_id = hide_secrets(pair_id),
    provider = hide_secrets(provider),
    gateway = hide_secrets(gateway),
    endpoint = hide_secrets(endpoint),
    region = hide_secrets(region),
    model = hide_secrets(model),
    model_requested = hide_secrets(model_requested),
    service_tier = hide_secrets(service_tier),
    speed = hide_secrets(speed),
    inference_geo = hide_secrets(inference_geo),
    error_type = hide_secrets(error_type),
    user_id = hide_secrets(user_id),
    api_key = hide_secrets(api_key),
    team = hide_secrets(team),
    project = hide_secrets(project),
    environment = hide_secrets(environment),
    tags = hide_secrets(tags),
    counter = hide_secrets(counter)
where
    may_hold_secret(
        concat_ws(
            ' ', call_id, request_id, trace_id, session_id, pair_id, provider, gateway, endpoint, region, model, model_requested,
            service_tier, speed, inference_geo, error_type, user_id, api_key, team, project, environment, tags, counter
        )
    );
