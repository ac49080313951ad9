/**
 * How many terminal columns a text takes, and how to cut it. Control characters must be gone before: they have no width.
 *
 * East Asian Wide and Fullwidth characters take two columns (Unicode TR 11, https://www.unicode.org/reports/tr11/), combining
 * marks none, emoji two. Ranges are blocks rather than single characters: a terminal's own table differs in the details.
 */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u;
const EMOJI_STYLE = 0xfe0f;
/** UTF-16 units per column, marks included, that a cell of honest text stays under. */
const LONGEST_CHARACTER = 8;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

export function displayWidth(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  let width = 0;
  let before = 0;
  for (const character of text) {
    const own = characterWidth(character, before);
    width += own;
    if (own > 0) before = own;
  }
  return width;
}

/** The text in at most `width` columns, with `…` where something was cut; marks heaped on one character count as too long. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width && text.length <= width * LONGEST_CHARACTER) return text;
  let kept = '';
  let taken = 0;
  let before = 0;
  for (const character of text) {
    const own = characterWidth(character, before);
    if (taken + own > width - 1 || kept.length >= width * LONGEST_CHARACTER) break;
    kept += character;
    taken += own;
    if (own > 0) before = own;
  }
  return `${kept}…`;
}

export function pad(text: string, width: number, side: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return side === 'right' ? space + text : text + space;
}

/** `before` is the width of the last character that has one: the emoji style selector widens a narrow one. */
function characterWidth(character: string, before: number): number {
  if (character.codePointAt(0) === EMOJI_STYLE) return before === 1 ? 1 : 0;
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
