/**
 * Log content on its way to a terminal or a message: made visible, never interpreted.
 */

// C0 and C1 controls, line and paragraph separators, and the characters that reorder or hide text around them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters to catch
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** The text with every control, separator and direction character written as `\u{…}`. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

// Legal in JSON, but obeyed by terminals (C1) or able to reorder what a person sees: written as escapes, read back the same.
const HIDDEN = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A JSON string, which is one of YAML too, with what a terminal obeys or a person cannot see as escapes. */
export function quoted(text: string): string {
  return escapedJson(JSON.stringify(text));
}

/** JSON text that was written elsewhere, with the same escapes: outside of strings it has none of these characters. */
export function escapedJson(json: string): string {
  return json.replace(HIDDEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** At most `length` characters of the text, made visible, with an ellipsis where some were cut. */
export function excerpt(text: string, length: number): string {
  const characters = [...visible(text)];
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
}

/** `source_line` as `sourceLine`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `1 line`, `2 lines`. */
export function plural(count: number | bigint, singular: string, many = `${singular}s`): string {
  return `${count.toLocaleString('en-US')} ${BigInt(count) === 1n ? singular : many}`;
}
