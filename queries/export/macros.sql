-- purpose: a text from a log as a field of CSV: quoted where it has to be, and no formula to a spreadsheet
-- engines: duckdb

create or replace temp macro csv_guarded(value) as
    case
        when regexp_matches(value, '^[\s\x{a0}\x{3000}]*[-=+@\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}]|^[\t\r\n]') then '''' || value
        else value
    end;

create or replace temp macro csv_field(value) as
    case
        when value is null then ''
        when regexp_matches(value, '[",\r\n]') then '"' || replace(csv_guarded(value), '"', '""') || '"'
        else csv_guarded(value)
    end;
