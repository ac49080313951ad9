/** Completion for fish, with what every word means. */
import { known, type Place, quoted } from './scripts.js';

export function fishScript(places: readonly Place[]): string {
  return `# tollbook completion for fish: tollbook completion fish | source, or keep it in ~/.config/fish/completions/tollbook.fish
function __tollbook_at
  set -l place ''
  for word in (commandline -opc)[2..-1]
    switch "$place $word"
      case ${known(places).join(' ')}
        set place (string trim "$place $word")
    end
  end
  test "$place" = "$argv"
end

complete -c tollbook -f
${places.flatMap(lines).join('\n')}
`;
}

function lines({ path, commands, options, argument }: Place): string[] {
  const at = `complete -c tollbook -n ${quoted(`__tollbook_at ${path}`.trimEnd())}`;
  return [
    ...commands.map(({ word, summary }) => `${at} -a ${word} -d ${quoted(summary)}`),
    ...options.map(({ word, summary, value }) => {
      const name = word.startsWith('--') ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`;
      return `${at} ${name}${taken(value)} -d ${quoted(summary)}`;
    }),
    ...(argument.kind === 'file' ? [`${at} -F`] : []),
    ...('words' in argument ? [`${at} -a ${quoted(argument.words.join(' '))}`] : []),
  ];
}

function taken(value: Place['argument']): string {
  switch (value.kind) {
    case 'none':
      return '';
    case 'any':
      return ' -x';
    case 'file':
      return ' -r -F';
    case 'word':
      return ` -x -a ${quoted(value.words.join(' '))}`;
    case 'list':
      // Words typed before the last comma stay.
      return ` -x -a ${quoted(`(__fish_append , ${value.words.join(' ')})`)}`;
  }
}
