/**
 * `completion`: each shell itself completes, with the script that the built command prints. A shell that is not there is
 * skipped, and says so.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollbook-completion-'));
  writeFileSync(join(folder, 'some log.jsonl'), '');
  for (const shell of SHELLS) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'completion', shell], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    writeFileSync(join(folder, shell), stdout);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the shell offers for the last of the words. */
const OFFERED: Record<Shell, (words: readonly string[]) => string[]> = {
  bash: (words) =>
    output('bash', [
      '--norc',
      '-c',
      // The shell's own splitting, so that `=` is a word as it is when typed.
      `source ./bash; COMP_WORDS=(${words
        .flatMap((word) => word.split(/(?<=^--[a-z-]+)(=)/))
        .map(quoted)
        .join(' ')});
       COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 )); _tollbook; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ]),
  zsh: (words) =>
    output('zsh', [
      '-fc',
      // The editor is not there: what the script hands to it is printed, cut to what was typed.
      `compdef() { : }
       compset() { [[ $1 == -P && $PREFIX == \${~2}* ]] || return 1; local rest=\${PREFIX##\${~2}}
         IPREFIX+=\${PREFIX%"$rest"}; PREFIX=$rest }
       _files() { print -r -- FILES }
       _describe() { local one; for one in "\${(@P)2}"; do one=\${one%%:*}; [[ $one == $PREFIX* ]] && print -r -- $IPREFIX$one; done }
       source ./zsh; words=(${words.map(quoted).join(' ')}); CURRENT=$#words; PREFIX=$words[CURRENT]; IPREFIX=; _tollbook`,
    ]),
  fish: (words) =>
    output('fish', ['--no-config', '-c', `source ./fish; complete -C ${quoted(words.join(' '))}`]).map(
      (line) => line.split('\t')[0] ?? '',
    ),
};

function output(shell: Shell, args: readonly string[]): string[] {
  const { stdout, stderr } = spawnSync(shell, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, HOME: folder },
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

for (const shell of SHELLS) {
  const isThere = ['/bin', '/usr/bin', '/usr/local/bin'].some((place) => existsSync(join(place, shell)));
  describe.skipIf(!isThere)(isThere ? shell : `${shell} is not installed here: its completion is not tried`, () => {
    const offered = (...words: string[]) => OFFERED[shell](['tollbook', ...words]);

    it('commands, and the commands below them', () => {
      expect(offered('fore')).toEqual(['forecast']);
      expect(offered('ledger', 'st')).toEqual(['status']);
      expect(offered('usage', 'st')).not.toContain('status');
      expect(offered('')).toEqual(expect.arrayContaining(['usage', 'compare', 'config', 'completion']));
    });

    it('the options of the command that is typed, and of no other', () => {
      expect(offered('check', '--max-i')).toEqual(['--max-increase']);
      expect(offered('usage', '--max-i')).toEqual([]);
      expect(offered('export', 'focus', '--focus')).toEqual(['--focus-version']);
      expect(offered('usage', '--by', 'model', '--js')).toEqual(['--json']);
    });

    it('the words of an option, also behind commas and an equals sign', () => {
      expect(offered('cost', '--format', 'ma')).toEqual(['markdown']);
      expect(offered('report', '--locale', '').sort()).toEqual(['en', 'ko']);
      expect(offered('export', 'calls', '--format', 'pa')).toEqual(['parquet']);
      expect(offered('usage', '--by', 'mod')).toContain('model');
      expect(offered('usage', '--by', 'model,pro')).toEqual(
        expect.arrayContaining(['model,provider', 'model,project']),
      );
      const behind = offered('cost', '--locale=k');
      expect(behind).toEqual([shell === 'bash' ? 'ko' : '--locale=ko']);
    });

    it('words of arguments, and files', () => {
      expect(offered('config', 'schema', 'pol')).toEqual(['policy']);
      expect(offered('completion', 'f')).toEqual(['fish']);
      const logs = offered('usage', 'some');
      // bash and zsh are told to complete files themselves.
      expect(logs).toEqual({ bash: [], zsh: ['FILES'], fish: ['some log.jsonl'] }[shell]);
    });
  });
}

it('a shell nobody knows is told which there are', () => {
  const { status, stderr } = spawnSync(process.execPath, [MAIN, 'completion', 'tcsh'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toBe(
    'tollbook: error: tollbook completion: expected a shell, found "tcsh"\n  hint: write one of bash, zsh, fish\n',
  );
});
