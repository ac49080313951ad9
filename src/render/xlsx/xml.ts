/**
 * Text into XML 1.0, which cannot hold every character.
 */
import { visible } from '../../core/text.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What a spreadsheet lets a cell hold. */
const LONGEST_CELL = 32_767;

export function xmlText(text: string): string {
  return visible(text)
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g, '\ufffd')
    .slice(0, LONGEST_CELL)
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
