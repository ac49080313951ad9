-- purpose: the selected calls as they are exported, in the order they were loaded
-- grain: call
-- slot: columns  expressions over the columns of `calls`, named
-- engines: duckdb

select {{columns}} from selected
