/** Completion for bash, 3.2 and later: files are left to the shell, which quotes them rightly. */
import { known, type Place, valued } from './scripts.js';

export function bashScript(places: readonly Place[]): string {
  return `# tollbook completion for bash: source <(tollbook completion bash)
_tollbook() {
  local place="" word index
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  # bash takes --by=model for three words.
  if [[ $current == "=" ]]; then current=""; elif [[ $before == "=" ]]; then before="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  for (( index = 1; index < COMP_CWORD; index++ )); do
    word="\${COMP_WORDS[index]}"
    case "$place $word" in
      ${known(places).join('|')}) place="\${place:+$place }$word" ;;
    esac
  done
  case "$place $before" in
${valued(places)
  .map(({ at, value }) => `    ${at.map((one) => `'${one}'`).join('|')}) ${valueCase(value)}; return ;;`)
  .join('\n')}
  esac
  case "$place" in
${places.map((place) => `    '${place.path}') ${placeCase(place)} ;;`).join('\n')}
  esac
}

# The words that begin with what is typed behind the last comma.
_tollbook_list() {
  local ahead=""
  if [[ $current == *,* ]]; then ahead="\${current%,*},"; fi
  COMPREPLY=( $(compgen -P "$ahead" -W "$1" -- "\${current##*,}") )
}

complete -o default -F _tollbook tollbook
`;
}

function valueCase(value: Place['argument']): string {
  switch (value.kind) {
    case 'word':
      return `COMPREPLY=( $(compgen -W '${value.words.join(' ')}' -- "$current") )`;
    case 'list':
      return `_tollbook_list '${value.words.join(' ')}'`;
    case 'none':
    case 'file':
    case 'any':
      return ':';
  }
}

/** Options where a dash was typed, else what stands there: commands, words, or nothing, which leaves it to files. */
function placeCase({ commands, options, argument }: Place): string {
  const words = [...commands.map(({ word }) => word), ...('words' in argument ? argument.words : [])];
  const dashed = `COMPREPLY=( $(compgen -W '${options.map(({ word }) => word).join(' ')}' -- "$current") )`;
  const plain = words.length === 0 ? ':' : `COMPREPLY=( $(compgen -W '${words.join(' ')}' -- "$current") )`;
  return `if [[ $current == -* ]]; then ${dashed}; else ${plain}; fi`;
}
