/** A forbidden model is met under every name that prices know it by, and the gate says which name the log has. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnedIn } from '../spawned.js';

interface Gate {
  readonly status: string;
  readonly value: string;
  readonly met: readonly string[];
  readonly group: readonly (string | null)[];
  readonly first_at: string | null;
}

const folder = mkdtempSync(join(tmpdir(), 'tollbook-test-'));
const MODELS = [
  ['openai/gpt-4o', undefined],
  ['gpt-4o-2024-08-06', 'openai'],
  ['prod', undefined],
  ['gpt-4o-mini', undefined],
  ['gpt-4o-mini-2024-07-18', 'openai'],
  ['gpt-4-turbo', undefined],
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock'],
  ['claude-sonnet-4-5@20250929', 'vertex'],
  ['claude-haiku-4-5', 'anthropic'],
] as const;

beforeAll(() => {
  const lines = MODELS.map(([model, provider], hour) =>
    JSON.stringify({
      model,
      provider,
      team: 'a',
      prompt_tokens: 2,
      completion_tokens: 1,
      ts: `2026-10-01T0${9 - hour}:00:00Z`,
    }),
  );
  writeFileSync(join(folder, 'log.jsonl'), `${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'tollbook.yaml'), 'aliases: {prod: openai/gpt-4o}\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function forbidding(name: string): Promise<Gate> {
  const { stdout } = await spawnedIn(folder)('check', 'log.jsonl', '--forbid-model', name, '--json');
  return (JSON.parse(stdout) as { gates: [Gate] }).gates[0];
}

const GPT_4O = ['gpt-4o-2024-08-06', 'openai/gpt-4o', 'prod'];
const SONNET = ['claude-sonnet-4-5@20250929', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'];

describe('check --forbid-model', () => {
  it.each([
    ['gpt-4o', GPT_4O],
    ['GPT-4o', GPT_4O],
    ['openai/gpt-4o', GPT_4O],
    // An alias stands for what it is priced as.
    ['prod', GPT_4O],
    // Who names a snapshot means that one, and a smaller model is another model.
    ['gpt-4o-2024-08-06', ['gpt-4o-2024-08-06']],
    ['gpt-4o-mini', ['gpt-4o-mini', 'gpt-4o-mini-2024-07-18']],
    ['claude-sonnet-4-5', SONNET],
    ['claude-*', ['claude-haiku-4-5', ...SONNET]],
    ['gpt-4', []],
    ['gpt-4.1', []],
  ])('%s', async (name, met) => {
    const gate = await forbidding(name);
    expect([gate.status, gate.value, gate.met]).toEqual([met.length === 0 ? 'pass' : 'fail', String(met.length), met]);
  });

  it('tells the first of the calls, whatever its name, and the names in the table and to CI', async () => {
    // The alias was called at seven, the other two at eight and nine.
    expect((await forbidding('gpt-4o')).first_at).toBe('2026-10-01T07:00:00Z');
    const run = spawnedIn(folder);
    const { stdout, exitCode } = await run('check', 'log.jsonl', '--forbid-model', 'gpt-4o');
    expect(exitCode).toBe(3);
    expect(stdout).toContain('forbid-model: in the log as gpt-4o-2024-08-06, openai/gpt-4o, prod\n');
    const { stdout: junit } = await run(
      'check',
      'log.jsonl',
      '--forbid-model',
      'claude-haiku-4-5',
      '--format',
      'junit',
    );
    expect(junit).toContain('calls of forbidden models 1 limit 0 in the log as claude-haiku-4-5"');
  });

  it('of a policy is the same, per group', async () => {
    writeFileSync(
      join(folder, 'policy.yaml'),
      'schema: tollbook-policy/1\ngates:\n  - {id: no-4o, kind: forbidden_models, names: [gpt-4o], by: [team]}\n',
    );
    const { stdout } = await spawnedIn(folder)('check', 'log.jsonl', '--policy', 'policy.yaml', '--json');
    const [gate] = (JSON.parse(stdout) as { gates: [Gate] }).gates;
    expect([gate.group, gate.value, gate.met]).toEqual([['a'], '3', GPT_4O]);
  });
});
