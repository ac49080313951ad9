/**
 * Why a file cannot be read, in words for people.
 */
import { ToolError } from '../core/errors.js';
import { visible } from '../core/text.js';

export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'Z_BUF_ERROR') return 'the gzip archive is cut short';
  if (code.startsWith('Z_')) return 'the gzip archive is damaged';
  if (error instanceof ToolError) return visible(error.message);
  const text = error instanceof Error ? error.message : String(error);
  if (/unexpected EOF/i.test(text)) return 'the zstd archive is cut short';
  if (/zstd|invalid (block|zstd|fse|huffman)/i.test(text)) return 'the zstd archive is damaged';
  return visible(text.split('\n', 1)[0] ?? text);
}

export const CHANGED_WHILE_READ = 'it changed while it was read';
