/**
 * What a statement is held against: filters narrow both sides or say that they cannot, rows that cannot be read are told with their
 * cause and place, and agreement that the ledger does not keep is told with what to do. Alpha costs 3 per million tokens, beta 1.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { desk } from './words.js';

const COMMAND = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const here = desk();
afterAll(() => here.clear());

const sku = (name: string, input: number) =>
  `  - {sku: openai/${name}, provider: openai, match: [{exact: ${name}}], versions: [{source: {retrieved: 2026-10-01}, rates: {input: ${input}, output: 10}}]}\n`;
here.write(
  'book.yaml',
  `schema: tollbook-prices/1\nid: test\nas_of: 2026-10-01\ncurrency: USD\nskus:\n${sku('alpha', 3)}${sku('beta', 1)}`,
);
const call = (id: string, day: string, model: string, team: string, input: number) => ({
  call_id: id,
  started_at: `${day}T10:00:00Z`,
  provider: 'openai',
  model,
  team,
  input_tokens: input,
  output_tokens: 0,
  status: 'ok',
});
// Alpha: 3.00 of team a and 3.00 of team b. Beta: 2.00 of team b.
here.log('calls.jsonl', [
  call('o1', '2026-10-01', 'alpha', 'a', 1_000_000),
  call('o2', '2026-10-20', 'alpha', 'b', 1_000_000),
  call('o3', '2026-10-20', 'beta', 'b', 2_000_000),
]);
const MAP = ['--map', 'started_at=Date,model=Model,logged_cost=Cost,team=Team'];

function run(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [COMMAND, ...args], {
    cwd: here.folder,
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
}

interface Result {
  readonly is_within: boolean;
  readonly scope: string;
  readonly complete: boolean;
  readonly models: { model: string; before: string | null; after: string; causes: string[] }[];
  readonly rows: { day: string; model: string; before: string | null; causes: string[] }[];
  readonly notes: { code: string; message: string }[];
}

function reconciled(...args: string[]): Result {
  const { stdout, stderr } = run('reconcile', ...args, '--prices', 'book.yaml', '--json');
  expect(stderr === '' || stderr.startsWith('tollbook: a gate failed')).toBe(true);
  return JSON.parse(stdout) as Result;
}

const models = (result: Result) => result.models.map(({ model, before, after }) => [model, before, after]);
const codes = (result: Result) => result.notes.map(({ code }) => code);

describe('a filter', () => {
  here.write('plain.csv', 'Date,Model,Cost,Team\n2026-10-01,alpha,6.00,\n2026-10-20,beta,2.00,\n');
  here.write(
    'teams.csv',
    'Date,Model,Cost,Team\n2026-10-01,alpha,3.00,a\n2026-10-20,alpha,3.00,b\n2026-10-20,beta,2.00,b\n',
  );
  const of = (file: string, ...where: string[]) =>
    reconciled('calls.jsonl', '--invoice', file, '--month', '2026-10', ...MAP, ...where);

  it('on what rows say narrows the statement too', () => {
    const alpha = of('plain.csv', '--where', 'model=alpha');
    expect([models(alpha), alpha.is_within, codes(alpha)]).toEqual([[['alpha', '6', '6']], true, []]);
    const team = of('teams.csv', '--where', 'team=b');
    expect(models(team).sort()).toEqual([
      ['alpha', '3', '3'],
      ['beta', '2', '2'],
    ]);
    expect([team.is_within, codes(team)]).toEqual([true, []]);
    const day = of('teams.csv', '--where', 'day=2026-10-20', '--where', 'model=alpha');
    expect([models(day), codes(day)]).toEqual([[['alpha', '3', '3']], []]);
  });

  it('that says whose calls the issuer bills leaves its statement whole', () => {
    const openai = of('plain.csv', '--where', 'provider=openai');
    expect([openai.is_within, codes(openai)]).toEqual([true, []]);
  });

  it('on what rows do not say is told, and the answer is not complete', () => {
    const team = of('plain.csv', '--where', 'team=a');
    expect(codes(team)).toEqual(['statement_not_narrowed']);
    expect(team.notes[0]?.message).toContain('cannot be narrowed to team=a');
    const { status } = run(
      ...['reconcile', 'calls.jsonl', '--invoice', 'plain.csv', '--month', '2026-10', '--prices', 'book.yaml'],
      ...[...MAP, '--where', 'team=a', '--tolerance', '1000', '--strict'],
    );
    expect(status).not.toBe(0);
    here.write('some.csv', 'Date,Model,Cost,Team\n2026-10-01,alpha,3.00,a\n2026-10-20,alpha,3.00,\n');
    const some = of('some.csv', '--where', 'team=a');
    expect([models(some), codes(some)]).toEqual([[['alpha', '3', '3']], ['statement_rows_left_out']]);
  });
});

describe('rows that cannot be read', () => {
  it('are told with their cause and the first place', () => {
    here.write(
      'bad.csv',
      'Date,Model,Cost,Team\n2026-10-01,alpha,6.00,\n2026-10-15,beta,abc,\nnever,beta,1.00,\n2026-10-15,beta,,\n2026-10-16,beta,"1,5",\n2026-10-20,beta,1.00,\n',
    );
    const result = reconciled('calls.jsonl', '--invoice', 'bad.csv', '--month', '2026-10', ...MAP);
    expect(result.notes.map(({ message }) => message)).toEqual([
      '1 row of the statement was not read and is in no sum, first bad.csv line 5: no amount stands in Cost',
      '2 rows of the statement have an amount that is no plain number and are in no sum, first bad.csv line 3',
      '1 row of the statement has a time that cannot be read and is on no day, first bad.csv line 4',
    ]);
    // Nothing of ours on the 15th: that is no agreement. And what was read of beta is 1.00 of 2.00.
    expect(result.rows.filter(({ day }) => day === '2026-10-15')).toMatchObject([
      { before: null, causes: ['unreadable'] },
    ]);
    expect(result.models.find(({ model }) => model === 'beta')).toMatchObject({ before: '1', causes: ['unreadable'] });
  });

  it("of a provider's CSV are named by their line", () => {
    here.write(
      'costs.csv',
      'start_time,end_time,amount_value,amount_currency,line_item\n1790812800,1790899200,,,\n1790899200,1790985600,abc,usd,\n',
    );
    const { stderr, status } = run('reconcile', 'calls.jsonl', '--invoice', 'costs.csv', '--prices', 'book.yaml');
    expect(stderr).toContain('costs.csv line 3: amount_value\n  expected an amount such as 12.34, found abc');
    expect(status).toBe(2);
  });
});

describe('agreement on a month', () => {
  it('with an invoice of one date is not kept, says so, and is kept as the note says', () => {
    expect(run('load', 'calls.jsonl', '--db', 'ledger.db').status).toBe(0);
    here.write('invoice.csv', 'Date,Model,Cost,Team\n2026-10-15,alpha,6.00,\n2026-10-15,beta,2.00,\n');
    const ledger = ['--db', 'ledger.db', '--month', '2026-10'];
    const result = reconciled(...ledger, '--invoice', 'invoice.csv', ...MAP);
    expect([result.is_within, codes(result)]).toEqual([true, ['not_reconciled']]);
    expect(result.notes[0]?.message).toContain('`tollbook reconcile --db ledger.db --month 2026-10`');
    here.write(
      'lines.csv',
      'id,kind,month,amount,currency,model\nl1,invoice,2026-10,6.00,USD,alpha\nl2,invoice,2026-10,2.00,USD,beta\n',
    );
    expect(run('ledger', 'enter', 'lines.csv', '--db', 'ledger.db').status).toBe(0);
    expect(codes(reconciled(...ledger))).toEqual(['reconciled']);
    expect(run('close', '2026-10', '--db', 'ledger.db', '--prices', 'book.yaml').status).toBe(0);
    const { stdout } = run('cost', ...ledger, '--prices', 'book.yaml', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ basis: 'invoiced' });
  });
});
