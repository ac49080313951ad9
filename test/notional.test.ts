/**
 * Traffic of coding agents on a flat plan: what it would have cost is told as such, and never as what was billed.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

function asked(...words: readonly string[]): { stdout: string; basis: unknown } {
  const run = (more: readonly string[]) =>
    spawnSync(process.execPath, [`${ROOT}dist/cli/main.js`, ...words, ...more], { cwd: ROOT, encoding: 'utf8' }).stdout;
  return { stdout: run([]), basis: (JSON.parse(run(['--json'])) as { basis: unknown }).basis };
}

describe.each(['usage', 'cost'])('%s', (command) => {
  it('says that a transcript of Claude Code is notional', () => {
    const { stdout, basis } = asked(command, 'sample-logs/claude-code.jsonl');
    expect(basis).toBe('notional');
    expect(stdout).toContain('not what was billed (basis: notional)');
  });

  it('says mixed where paid traffic stands beside it, and list without it', () => {
    expect(asked(command, 'sample-logs/claude-code.jsonl', 'sample-logs/openai-chat.jsonl').basis).toBe('mixed');
    expect(asked(command, 'sample-logs/openai-chat.jsonl').basis).toBe('list');
  });
});
