// Writes the generated part of sample-logs/README.md: what each format reads, from the declarations themselves.
//
//   npm run docs           after a format was added or changed
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeFormat } from '../dist/formats/describe.js';
import { FORMATS } from '../dist/formats/registry.js';

const README = fileURLToPath(new URL('../sample-logs/README.md', import.meta.url));
const START = '<!-- formats: npm run docs writes what follows -->';

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** Raw fields with the columns that they end up in; fields of one column stand together. */
function fieldsText(fields) {
  return [...fields]
    .map(([column, paths]) => {
      const shown = paths.slice(0, 4).map((path) => `\`${path.replaceAll('\\.', '.')}\``);
      const rest = paths.length - shown.length;
      return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''} → ${column}`;
    })
    .join('<br>');
}

export function generated() {
  const rows = FORMATS.map(describeFormat).map(
    ({ id, title, fields, cache, reasoning, identity, notLogged }) =>
      `| \`${id}\`<br>${cell(title)} | ${cell(fieldsText(fields))} | cached tokens in input: ${cell(cache)}; reasoning in output: ${cell(reasoning)} | ${cell(identity)} | ${cell(notLogged)} |`,
  );
  return [
    START,
    '',
    '## What each format reads',
    '',
    'In the order in which a line is offered to the formats. A column that is the same for every line of a format, or is',
    "decided from several fields, is told with the fields that decide it. A format's own query may add to it (`queries/formats`).",
    '',
    '| format | field → column | token convention | a call is known by | not logged |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [written] = readFileSync(README, 'utf8').split(START);
  writeFileSync(README, `${written.trimEnd()}\n\n${generated()}`);
}
