/**
 * `--map`: one log format on the command line, checked by the schema of the `formats` section.
 */
import { usageError } from '../../core/errors.js';
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
  if ('isConstant' in words) {
    throw usageError(
      `--map ${text} names no field of the log: it says what is the same on every line, but not which lines are calls`,
      'name a field of each call too, such as --map input_tokens=prompt_tokens,output_tokens=completion_tokens,model:=gpt-5.4; lines of known formats are read without --map',
    );
  }
  return mappedFormat(readShape(MappedShape, words.map, '--map'));
}
