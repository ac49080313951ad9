-- purpose: rows of one request say together what each of them leaves out: the largest of each count, the name that is not empty
-- grain: a row of the gateway's log in the stage
-- reads: stage
-- engines: duckdb

with requests as (
    select
        file_name,
        call_id,
        max(input_tokens) as input_tokens,
        max(output_tokens) as output_tokens,
        max(unsplit_tokens) as unsplit_tokens,
        max(model) as model
    from stage
    where format = 'azure.apim' and outcome = 'call' and call_id is not null
    group by file_name, call_id
    having count(*) > 1
)

update stage
set
    input_tokens = requests.input_tokens,
    output_tokens = requests.output_tokens,
    unsplit_tokens = case when coalesce(requests.input_tokens, requests.output_tokens) is null then requests.unsplit_tokens end,
    model = requests.model
from requests
where stage.format = 'azure.apim'
    and stage.outcome = 'call'
    and stage.file_name = requests.file_name
    and stage.call_id = requests.call_id
