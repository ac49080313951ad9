/** The `allocation` section of tollbook.yaml: what it says, and what is wrong with what it must not say. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exact } from '../../src/core/exact.js';
import type { Question } from '../../src/core/question.js';
import { inFolder, tollbook } from './support.js';

async function withRules(yaml: string) {
  let outcome: Awaited<ReturnType<typeof tollbook>> | undefined;
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'tollbook.yaml'), `allocation:\n${yaml}\n`);
    writeFileSync(join(folder, 'calls.jsonl'), '');
    outcome = await tollbook('usage calls.jsonl --by team', { workingDirectory: folder });
  });
  return outcome as Awaited<ReturnType<typeof tollbook>>;
}

describe('rules', () => {
  it('reach the question as they are written, shares exactly', async () => {
    const outcome = await withRules(
      [
        '  - {match: {key: sk-*, "tag:feature": [a, ""]}, from: 2026-10-01, to: 2026-11-01T00:00:00Z, team: search, cost_centre: CC-1}',
        '  - match: {project: shared}',
        '    shares: [{team: search, share: 0.6}, {team: ads, cost_centre: CC-2, share: 0.4}]',
      ].join('\n'),
    );
    expect(outcome.errorOutput).toBe('');
    expect((outcome.asked?.arguments[0] as Question).allocation).toEqual([
      {
        match: [
          { dimension: 'key', values: ['sk-*'] },
          { dimension: 'tag:feature', values: ['a', ''] },
        ],
        from: '2026-10-01',
        to: '2026-11-01T00:00:00Z',
        parts: [{ team: 'search', costCentre: 'CC-1', share: exact(1n) }],
      },
      {
        match: [{ dimension: 'project', values: ['shared'] }],
        parts: [
          { team: 'search', share: exact(3n, 5n) },
          { team: 'ads', costCentre: 'CC-2', share: exact(2n, 5n) },
        ],
      },
    ]);
  });

  const WRONG: readonly (readonly [string, string, RegExp])[] = [
    ['no match', '  - {team: a}', /allocation\[0\]\.match[\s\S]*expected a map of what to match/],
    ['an empty match', '  - {match: {}, team: a}', /at least one thing to match/],
    [
      'an unknown dimension',
      '  - {match: {modle: x}, team: a}',
      /allocation\[0\]\.match\.modle[\s\S]*did you mean model\?/,
    ],
    ['a time', '  - {match: {month: 2026-10}, team: a}', /from and to say when a rule holds/],
    ['a cost centre to match', '  - {match: {cost_centre: x}, team: a}', /a cost centre is what a rule gives/],
    ['nobody', '  - {match: {key: x}}', /a team or cost centre, or shares/],
    [
      'somebody and shares',
      '  - {match: {key: x}, team: a, shares: [{team: a, share: 0.5}, {team: b, share: 0.5}]}',
      /write one of the two/,
    ],
    [
      'shares short of 1',
      '  - {match: {key: x}, shares: [{team: a, share: 0.5}, {team: b, share: 0.49}]}',
      /add up to 1[\s\S]*these add up to 0\.99/,
    ],
    ['one share', '  - {match: {key: x}, shares: [{team: a, share: 1}]}', /at least two shares/],
    [
      'a share of nobody',
      '  - {match: {key: x}, shares: [{team: a, share: 0.5}, {share: 0.5}]}',
      /shares\[1\][\s\S]*a team, a cost centre, or both/,
    ],
    [
      'a share without a size',
      '  - {match: {key: x}, shares: [{team: a, share: 0.5}, {team: b}]}',
      /shares\[1\]\.share/,
    ],
    [
      'a share of 0',
      '  - {match: {key: x}, shares: [{team: a, share: 1}, {team: b, share: 0}]}',
      /a plain decimal above 0/,
    ],
    [
      'a percentage',
      '  - {match: {key: x}, shares: [{team: a, share: 50%}, {team: b, share: 50%}]}',
      /a plain decimal above 0/,
    ],
    [
      'one payer twice',
      '  - {match: {key: x}, shares: [{team: a, share: 0.5}, {team: a, share: 0.5}]}',
      /each team and cost centre once/,
    ],
    [
      'a team in one share only',
      '  - {match: {key: x}, shares: [{team: a, share: 0.5}, {cost_centre: b, share: 0.5}]}',
      /a team in each of the shares, or in none/,
    ],
    [
      'an end before the start',
      '  - {match: {key: x}, team: a, from: 2026-10-02, to: 2026-10-02}',
      /allocation\[0\]\.to[\s\S]*an end after the start/,
    ],
    ['a day that does not exist', '  - {match: {key: x}, team: a, from: 2026-02-30}', /a date that exists/],
    [
      'the word for nobody',
      '  - {match: {key: x}, team: unallocated}',
      /unallocated is what calls are that no rule takes/,
    ],
    ['an unknown key', '  - {match: {key: x}, team: a, percent: 3}', /percent/],
  ];
  it.each(WRONG)('are refused: %s', async (_, yaml, told) => {
    const outcome = await withRules(yaml);
    expect(outcome.errorOutput).toMatch(told);
    expect(outcome.exitCode).toBe(2);
    expect(outcome.asked).toBeUndefined();
  });
});
