/** Completion for zsh, with what every word means. */
import { known, type Place, quoted, valued } from './scripts.js';

export function zshScript(places: readonly Place[]): string {
  return `#compdef tollbook
# tollbook completion for zsh: source <(tollbook completion zsh), or keep it as _tollbook in a folder of $fpath
_tollbook() {
  local place="" word before
  local -a found
  integer index
  for (( index = 2; index < CURRENT; index++ )); do
    word="\${words[index]}"
    case "$place \${word}" in
      (${known(places).join('|')}) place="\${place:+$place }$word" ;;
    esac
  done
  before="\${words[CURRENT-1]}"
  if compset -P '--*='; then before="\${IPREFIX%=}"; fi
  case "$place $before" in
${valued(places)
  .map(({ at, value }) => `    (${at.map((one) => `'${one}'`).join('|')}) ${valueCase(value)}; return ;;`)
  .join('\n')}
  esac
  case "$place" in
${places.map((place) => `    ('${place.path}') ${placeCase(place)} ;;`).join('\n')}
  esac
}

if [[ "\${funcstack[1]}" == _tollbook ]]; then _tollbook "$@"; else compdef _tollbook tollbook; fi
`;
}

function valueCase(value: Place['argument']): string {
  switch (value.kind) {
    case 'word':
      return described('value', value.words);
    case 'list':
      return `compset -P '*,'; ${described('value', value.words)}`;
    case 'file':
      return '_files';
    case 'none':
    case 'any':
      return ':';
  }
}

function placeCase({ commands, options, argument }: Place): string {
  const told = (choices: Place['options']) =>
    choices.map(({ word, summary }) => `${word}:${summary.replaceAll('\\', '\\\\').replaceAll(':', '\\:')}`);
  const plain = [
    ...(commands.length > 0 ? [described('command', told(commands))] : []),
    ...('words' in argument ? [described('value', argument.words)] : []),
    ...(argument.kind === 'file' ? ['_files'] : []),
  ];
  return `if [[ $PREFIX == -* ]]; then ${described('option', told(options))}; else ${plain.join('; ') || ':'}; fi`;
}

function described(what: string, words: readonly string[]): string {
  return `found=(${words.map(quoted).join(' ')}); _describe ${what} found`;
}
