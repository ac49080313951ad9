/**
 * `--map`: one log format on the command line, checked by the schema of the `formats` section.
 */
import type { OwnFormat } from '../../core/own-format.js';
import { readShape } from '../../core/yaml.js';
import { MappedShape, mappedFormat, mapWords } from '../../formats/own-schema.js';
import { notExpected } from '../options/check.js';

/** Throws a usage error for words that are no mapping, and a configuration error for a mapping that is wrong. */
export function readMap(text: string): OwnFormat {
  const words = mapWords(text);
  if ('unread' in words) {
    throw notExpected(
      '--map',
      'columns and their fields',
      words.unread,
      'write --map input_tokens=ContextTokens,started_at=TIMESTAMP,model:=gpt-5.4',
    );
  }
  return mappedFormat(readShape(MappedShape, words.map, '--map'));
}
