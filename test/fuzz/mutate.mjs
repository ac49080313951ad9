// Seeded damage to lines, files and YAML. Everything here is a function of the random numbers it is given.

/** Numbers from 0 to 1, the same for the same seed. */
export function randomOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count) => Math.floor(next() * count);
  return { next, below, pick: (list) => list[below(list.length)] };
}

export const HOSTILE = [
  "'; drop table snapshots; --",
  '=cmd|"/c calc"!A1',
  '@SUM(A1)',
  '\u001b[2J\u001b[31mred',
  '\u009b31m',
  '\u202egnp.exe',
  '\u0000',
  '<img src=x onerror=alert(1)>',
  '{{slot}}',
  '__proto__',
  '../../../etc/passwd',
  '$.a."b',
  '|a|b|',
  '\ud800',
  'infinity',
  '2026-02-30T25:61:61Z',
  '9999-12-31T23:59:59Z',
  '0001-01-01',
];
const NUMBERS = [
  '-1',
  '1e400',
  '9e99',
  '12.7',
  '"12"',
  'true',
  'null',
  '{}',
  '[]',
  'NaN',
  '999999999999999999',
  '9999999999999999999999',
  '-0',
  '1e-7',
  '0.1',
];

/** A key that must never be seen again. */
export function secretOf(random) {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  return `sk-proj-${Array.from({ length: 40 }, () => letters[random.below(letters.length)]).join('')}`;
}

function textFor(random, secret) {
  const kind = random.below(5);
  if (kind === 0) return secret;
  if (kind === 1) return 'x'.repeat(random.below(6000));
  return random.pick(HOSTILE);
}

/** One line with up to three things wrong with it. */
export function mutatedLine(line, other, random, secret) {
  let text = line;
  for (let times = random.below(3) + 1; times > 0; times -= 1) text = damaged(text, other, random, secret);
  return text;
}

function damaged(text, other, random, secret) {
  const at = random.below(text.length + 1);
  switch (random.below(11)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return (
        text.slice(0, at) +
        random.pick(['\u0000', '\u001b', '"', '{', '}', '\\', ',', '\u009b', '\ufeff']) +
        text.slice(at)
      );
    case 2:
      return text.slice(0, at) + text.slice(Math.min(text.length, at + random.below(30)));
    case 3:
      return text.slice(0, at) + other.slice(random.below(other.length + 1));
    case 4:
    case 5:
      return replaced(text, /-?\d+(\.\d+)?([eE][-+]?\d+)?/g, random, () => random.pick(NUMBERS));
    case 6:
    case 7:
      return replaced(text, /:\s*"[^"\\]*"/g, random, () => `:${JSON.stringify(textFor(random, secret))}`);
    case 8:
      return text.replace(
        '{',
        `{${random.pick(['"model":"dup",', '"usage":null,', '"usage":[],', '"id":7,', '"timestamp":[1,2],'])}`,
      );
    case 9:
      return replaced(
        text,
        /:\s*("[^"\\]*"|\d+|null|true|false)/g,
        random,
        () => `:${'['.repeat(500)}${']'.repeat(500)}`,
      );
    default:
      return `${text} ${other}`;
  }
}

function replaced(text, pattern, random, by) {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { index, 0: old } = random.pick(found);
  return text.slice(0, index) + by() + text.slice(index + old.length);
}

/** Lines of a log, two of three with something wrong with them. */
export function mutatedLines(lines, random, secret) {
  return Array.from({ length: 5 + random.below(20) }, () => {
    const line = random.pick(lines);
    return random.below(3) === 0 ? line : mutatedLine(line, random.pick(lines), random, secret);
  });
}

/** The bytes of a file of such lines; some bytes of some files are no UTF-8. */
export function mutatedFile(lines, random) {
  const end = random.pick(['\n', '\n', '\r\n', '\n\n']);
  const bytes = Buffer.from(lines.join(end) + random.pick(['', end]));
  for (let times = random.below(4) === 0 ? random.below(5) : 0; times > 0; times -= 1) {
    bytes[random.below(bytes.length)] = random.below(256);
  }
  return bytes;
}

/** A JSON file with something wrong with it; mostly still JSON. */
export function mutatedJson(text, random) {
  let mutated = text;
  for (let times = random.below(3) + 1; times > 0; times -= 1) {
    switch (random.below(5)) {
      case 0:
        mutated = mutated.slice(0, random.below(mutated.length + 1));
        break;
      case 1:
        mutated = replaced(mutated, /"[^"\\]*"\s*:/g, random, () => `${JSON.stringify(random.pick(HOSTILE))}:`);
        break;
      case 2:
        mutated = replaced(mutated, /:\s*"[^"\\]*"/g, random, () => `:${JSON.stringify(random.pick(HOSTILE))}`);
        break;
      case 3:
        mutated = replaced(mutated, /:\s*[[{]/g, random, () => `:${random.pick(NUMBERS)},"x":[`);
        break;
      default:
        mutated = replaced(mutated, /-?\d+(\.\d+)?([eE][-+]?\d+)?/g, random, () => random.pick(NUMBERS));
    }
  }
  return mutated;
}

/** A YAML file with something wrong with it. */
export function mutatedYaml(text, random) {
  const lines = text.split('\n');
  for (let times = random.below(3) + 1; times > 0; times -= 1) {
    const at = random.below(lines.length);
    const line = lines[at] ?? '';
    switch (random.below(6)) {
      case 0:
        lines.splice(at, 1);
        break;
      case 1:
        lines.splice(at, 0, line);
        break;
      case 2:
        lines[at] = line.replace(/\S/, (first) => ` ${first}`);
        break;
      case 3:
        lines[at] = line.replace(
          /:.*/,
          () =>
            `: ${random.pick([...NUMBERS, '*x', '&x 1', '!!js/function x', '"\u001b[31m"', '"=1+1"', '<img src=x>', '[', '{a: b', '"', '1.5e1', '-5', '~'])}`,
        );
        break;
      case 4:
        lines[at] = line.replace(/-?\d+(\.\d+)?/, () => random.pick(NUMBERS));
        break;
      default:
        lines[at] = line.slice(0, random.below(line.length + 1));
    }
  }
  return lines.join('\n');
}
