/**
 * The lines of files as a relation, through the one reader that loses no valid line after a broken one: with declared columns and errors
 * ignored, the engine runs from a cut line into the next; with detected columns, deep nesting ends the process.
 */
import type { Shape } from '../formats/format.js';
import { structure } from '../formats/shape.js';
import { literal } from '../formats/sql.js';
import type { PreparedFile } from './prepared.js';

const SMALLEST_BUFFER = 1 << 20;

export function objectLines(files: readonly PreparedFile[], shape: Shape | undefined, longestLine: number): string {
  const parsed = shape === undefined ? '' : `, json_transform(json, ${literal(structure(shape))}) as r`;
  const compression = files[0]?.compression ?? 'none';
  return `
    select filename as file_name, json${parsed}
    from read_ndjson_objects(${fileList(files)}, ignore_errors = true, filename = true, hive_partitioning = false,
        compression = '${compression === 'none' ? 'uncompressed' : compression}', maximum_object_size = ${Math.max(SMALLEST_BUFFER, longestLine + 64)})`;
}

/** A file's name is a pattern to the engine: brackets make each special character stand for itself. */
export function fileList(files: readonly PreparedFile[]): string {
  return `[${files.map((file) => literal(file.readPath.replace(/[*?[]/g, '[$&]'))).join(', ')}]`;
}
