/**
 * Every way to write a command line wrongly: exit code 2, one sentence, and what to write instead.
 */
import { describe, expect, it } from 'vitest';
import { tollbook } from './support.js';

const DIMENSIONS =
  'the dimensions are model, provider, endpoint, region, gateway, team, cost_centre, project, user, key, environment, format, ' +
  'streamed, tier, batch, session, hour, day, week, month and tag:NAME';

// command line → what stands after `tollbook: error: `, line by line
const CASES: readonly (readonly [string | readonly string[], ...string[]])[] = [
  // commands
  ['usgae', 'there is no command "usgae"', '  hint: did you mean usage? tollbook --help lists what there is'],
  ['frobnicate', 'there is no command "frobnicate"', '  hint: tollbook --help lists what there is'],
  ['logs/a.jsonl b', 'there is no command "logs/a.jsonl"', '  hint: to read a log: tollbook usage logs/a.jsonl b'],
  [['\u001b[31m'], 'there is no command "\\u{1b}[31m"', '  hint: tollbook --help lists what there is'],
  ['prices', 'tollbook prices needs a subcommand', '  hint: write one of list, explain, check, import, lock'],
  ['ledger', 'tollbook ledger needs a subcommand', '  hint: write one of status, forget, enter, entries, adopt'],
  ['config', 'tollbook config needs a subcommand', '  hint: write one of init, check, schema'],
  [
    'prices lsit',
    'tollbook prices has no command "lsit"',
    '  hint: did you mean list? tollbook prices --help lists what there is',
  ],
  // options
  [
    '--json',
    'tollbook has no option --json',
    '  hint: options stand behind a command; tollbook --help lists what there is',
  ],
  [
    'usage --sinec=2026-10-01',
    'tollbook usage has no option --sinec',
    '  hint: did you mean --since? tollbook usage --help lists what there is',
  ],
  [
    'latency a --prices b',
    'tollbook latency has no option --prices',
    '  hint: tollbook latency --help lists what there is',
  ],
  [
    'check a --max-error-rate 200%',
    '--max-error-rate: expected a share from 0 to 1, or a percentage up to 100 %, found "200%"',
    '  hint: write 5% or 0.05',
  ],
  ['usage --since', '--since needs a value', '  hint: write --since TIME'],
  ['usage -o', '-o needs a value', '  hint: write -o FILE'],
  [
    'usage --modle gpt-4o',
    'tollbook usage has no option --modle',
    '  hint: to ask for some of them, write --where model=…; to group by it, --by model; tollbook usage --help lists what there is',
  ],
  [
    'completion',
    'tollbook completion needs SHELL',
    '  hint: write tollbook completion SHELL; SHELL is bash, zsh or fish',
  ],
  // arguments
  ['load', 'tollbook load needs LOG', '  hint: write tollbook load LOG…'],
  [
    'query',
    'tollbook query needs QUERY',
    '  hint: write tollbook query QUERY [LOG…]; QUERY is the name of a shipped query, or a select statement',
  ],
  [
    'prices explain',
    'tollbook prices explain needs CALL|MODEL',
    '  hint: write tollbook prices explain CALL|MODEL [LOG…]; CALL|MODEL is the id of a logged call or request, or a model as logs name it',
  ],
  ['prices list a b', 'tollbook prices list takes fewer arguments', '  hint: write tollbook prices list [FILTER]'],
  ['ledger status a', 'tollbook ledger status takes no arguments', '  hint: write tollbook ledger status'],
  // times
  [
    'usage a --since soon',
    '--since: expected a date or an instant, found "soon"',
    '  hint: write a date such as 2026-10-01, or a time such as 2026-10-01T09:00:00Z',
  ],
  [
    ['usage', 'a', '--since', ''],
    '--since: expected a date or an instant, found nothing',
    '  hint: write a date such as 2026-10-01, or a time such as 2026-10-01T09:00:00Z',
  ],
  [
    'usage a --until 2026-02-30',
    '--until: expected a date of the calendar, found "2026-02-30"',
    '  hint: that day does not exist',
  ],
  [
    'usage a --since 2026-02-30T00:00:00Z',
    '--since: expected a date or an instant, found "2026-02-30T00:00:00Z"',
    '  hint: write a date such as 2026-10-01, or a time such as 2026-10-01T09:00:00Z',
  ],
  [
    'usage a --since 2026-10-01T09:00',
    '--since: expected a date or an instant, found "2026-10-01T09:00"',
    '  hint: a time needs its zone: write 2026-10-01T09:00:00Z, or with an offset such as +09:00',
  ],
  [
    'usage a --since last-month',
    '--since: expected a date, found "last-month"',
    '  hint: this version reads dates only, such as 2026-10-01; relative words need --now INSTANT beside them',
  ],
  [
    'usage a --since today',
    '--since: expected a date, found "today"',
    '  hint: this version reads dates only, such as 2026-10-01; relative words need --now INSTANT beside them',
  ],
  [
    'usage a --since last-week --now 2026-11-23',
    '--since: expected a date, found "last-week"',
    '  hint: the relative words are today, yesterday, this-month, last-month, and need --now INSTANT beside them',
  ],
  [
    'usage a --month 2026-13',
    '--month: expected a month, found "2026-13"',
    '  hint: write year and month, such as 2026-10',
  ],
  [
    'usage a --assume-month 2026',
    '--assume-month: expected a month, found "2026"',
    '  hint: write year and month, such as 2026-10',
  ],
  [
    'usage a --month 2026-10 --since 2026-10-01',
    '--month and --since or --until say two different periods',
    '  hint: keep one of the two ways',
  ],
  [
    'usage a --since 2026-10-02 --until 2026-10-01',
    '--since 2026-10-02 is not before --until 2026-10-01',
    '  hint: exchange the two, or leave one out',
  ],
  [
    'usage a --since 2026-10-01T00:00Z --until 2026-10-01T09:00+09:00',
    '--since 2026-10-01T00:00:00.000Z is not before --until 2026-10-01T00:00:00.000Z',
    '  hint: exchange the two, or leave one out',
  ],
  [
    'compare a --to openrouter --assume-month 2026-09 --days 3',
    '--assume-month and --days say two different things about calls without a time',
    '  hint: keep one',
  ],
  ['usage a --tz Asia/Soul', '--tz: expected a time zone name, found "Asia/Soul"', '  hint: did you mean Asia/Seoul?'],
  ['usage a --tz Seoul', '--tz: expected a time zone name, found "Seoul"', '  hint: did you mean Asia/Seoul?'],
  [
    'usage a --tz +09:00',
    '--tz: expected a time zone name, found "+09:00"',
    '  hint: write an IANA name such as Asia/Seoul, or UTC',
  ],
  [
    'usage a --assume-tz nowhere',
    '--assume-tz: expected a time zone name, found "nowhere"',
    '  hint: write an IANA name such as Asia/Seoul, or UTC',
  ],
  // numbers
  [
    'usage a --top 0',
    '--top: expected a whole number from 1 to 100000, found "0"',
    '  hint: write it in digits, such as 10',
  ],
  [
    'usage a --top -1',
    '--top: expected a whole number from 1 to 100000, found "-1"',
    '  hint: write it in digits, such as 10',
  ],
  [
    'usage a --days 1.5',
    '--days: expected a whole number from 1 to 36600, found "1.5"',
    '  hint: write it in digits, such as 30',
  ],
  [
    'usage a --decimals 19',
    '--decimals: expected a whole number from 0 to 18, found "19"',
    '  hint: write it in digits, such as 2',
  ],
  [
    'usage a --split 1.01',
    '--split: expected a share from 0 to 1, found "1.01"',
    '  hint: write 0.75 for 75 % input and 25 % output',
  ],
  [
    'compare a --to openrouter --one-time-cost 1e3',
    '--one-time-cost: expected a plain decimal of at least 0, found "1e3"',
    '  hint: write it like 200 or 1234.50, without currency, exponent or thousands separator',
  ],
  // rows
  [
    'usage a --by modle',
    '--by: expected a dimension, found "modle"',
    '  hint: did you mean model?',
    `        ${DIMENSIONS}`,
  ],
  ['usage a --by model,', '--by: expected a dimension, found nothing', `  hint: ${DIMENSIONS}`],
  ['usage a --by tag:', '--by: expected a dimension, found "tag:"', `  hint: ${DIMENSIONS}`],
  ['usage a --by day --by day', '--by: expected each dimension once, found "day,day"', '  hint: day is there twice'],
  [
    'usage a --where team',
    '--where: expected a dimension and a value, found "team"',
    '  hint: write --where team=search',
  ],
  [
    'usage a --where taem=x',
    '--where: expected a dimension, found "taem"',
    '  hint: did you mean team?',
    `        ${DIMENSIONS}`,
  ],
  // source
  [
    'usage a --anthropic-input both',
    '--anthropic-input: expected how Anthropic-shaped input is counted, found "both"',
    '  hint: write one of exclusive, inclusive',
  ],
  [
    'usage --db none-here.duckdb',
    'none-here.duckdb',
    '  no log was named and this ledger does not exist',
    '  hint: name logs, such as tollbook usage logs/*.jsonl, or fill a ledger with tollbook load logs/*.jsonl',
  ],
  [
    'ledger status --db none-here.duckdb',
    'none-here.duckdb',
    '  this ledger does not exist',
    '  hint: name logs, such as tollbook usage logs/*.jsonl, or fill a ledger with tollbook load logs/*.jsonl',
  ],
  // output
  [
    'usage a --format pdf',
    '--format: expected an output format of this version, found "pdf"',
    '  hint: write one of table, json, csv, markdown, arrow',
  ],
  [
    'check a --max-month 1 --format pdf',
    '--format: expected an output format of this version, found "pdf"',
    '  hint: write one of table, json, csv, markdown, arrow, junit',
  ],
  [
    'report a --month 2026-10 -o x.pdf',
    '-o x.pdf: the ending says no format of this version',
    '  hint: end it in .txt, .json, .csv, .md, .markdown, .arrow, .html, .xlsx, or say --format',
  ],
  [
    'usage a --format xlsx',
    'xlsx is for a document, and this command answers with tables',
    '  hint: it is for tollbook report',
  ],
  ['usage a --locale fr', '--locale: expected a language of reports, found "fr"', '  hint: write one of en, ko'],
  ['report a', 'a report is of one month', '  hint: write --month 2026-10'],
  [
    'report a --month 2026-10 --to ,',
    '--to: expected offers joined by commas, found ","',
    '  hint: write --to openrouter,fee:5%',
  ],
  ['usage a --json --format csv', '--json and --format csv contradict each other', '  hint: keep one of the two'],
  [
    'usage a -o x.csv --format json',
    '-o x.csv says csv and --format says json',
    '  hint: leave --format out, or change the ending of the file',
  ],
  [
    'usage a -o x.parquet',
    '-o x.parquet: the ending says no format of this version',
    '  hint: end it in .txt, .json, .csv, .md, .markdown, .arrow, or say --format',
  ],
  ['usage a -o no/such/folder.csv', '-o no/such/folder.csv: the folder does not exist', '  hint: create it first'],
  ['usage a.json -o ./a.json', '-o ./a.json is one of the logs and would be overwritten', '  hint: name another file'],
  // compare, cost, prices
  [
    'compare a',
    'nothing to compare with: neither --scenario nor --to is given',
    '  hint: write --to openrouter, --to discount:15%, --swap MODEL=MODEL, --suggest or --scenario FILE',
  ],
  [
    'compare a --to openrouter,,fee:5%',
    '--to: expected offers joined by commas, found "openrouter,,fee:5%"',
    '  hint: write --to openrouter,fee:5%',
  ],
  [
    'cost a --scenario s.yaml',
    '--scenario names books and --offer is missing',
    '  hint: write --offer ID, or use tollbook compare',
  ],
  [
    'prices explain m a.jsonl --input 1',
    'a logged call is priced as it was logged, and these options describe another',
    '  hint: leave the logs and --db out to explain a call of a model, or the other options to explain a logged call',
  ],
  [
    'prices explain m --input 1,000',
    '--input: expected a plain decimal of at least 0, found "1,000"',
    '  hint: write it like 200 or 1234.50, without currency, exponent or thousands separator',
  ],
  [
    'prices explain m --input 1 --meter input=2',
    '--meter input: the meter input is given twice',
    '  hint: keep one of the two',
  ],
  [
    'prices explain m --meter web_search',
    '--meter: expected a meter and a quantity, found "web_search"',
    '  hint: write --meter web_search=3',
  ],
  // configuration
  [
    'usage a --config none.yaml',
    'none.yaml',
    '  expected a configuration file, found no such file',
    '  hint: tollbook config init writes one',
  ],
];

describe('a command line that cannot be understood', () => {
  it.each(CASES)('%s', async (line, ...told) => {
    const outcome = await tollbook(line);
    expect(outcome.errorOutput).toBe(`tollbook: error: ${told.join('\n')}\n`);
    expect(outcome.exitCode).toBe(2);
    expect(outcome.output).toBe('');
    expect(outcome.asked).toBeUndefined();
  });

  it('names an unknown meter and the nearest one', async () => {
    const { errorOutput } = await tollbook('prices explain m --meter web_serch=1');
    expect(errorOutput).toContain('--meter: expected a meter, found "web_serch"\n  hint: did you mean web_search?');
  });

  it('refuses arrow on a terminal', async () => {
    const outcome = await tollbook('usage a --format arrow', { terminal: { output: true } });
    expect(outcome.exitCode).toBe(2);
    expect(outcome.errorOutput).toBe(
      'tollbook: error: arrow is binary and the output is a terminal\n  hint: write it to a file: -o file.arrow\n',
    );
  });
});
