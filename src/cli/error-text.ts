/**
 * How an error is told: place, what is wrong, what to do. Never a stack trace unless --verbose asks for one.
 */
import { ToolError } from '../core/errors.js';
import { excerpt, visible } from '../core/text.js';

const LONGEST_SURPRISE = 300;

/** The text for the error output, ending in a line break, and the exit code. */
export function describeError(error: unknown, verbose: boolean): { text: string; exitCode: number } {
  if (error instanceof ToolError) {
    const text = errorText(error.where, error.message, error.hint);
    return { text: verbose && error.exitCode === 1 ? text + stackText(error) : text, exitCode: error.exitCode };
  }
  const reason = error instanceof Error ? error.message : String(error);
  const text = errorText(
    undefined,
    `something unexpected went wrong: ${excerpt(reason.split('\n')[0] ?? '', LONGEST_SURPRISE)}`,
    'run the command again with --verbose to see where, and please report it',
  );
  return { text: verbose ? text + stackText(error) : text, exitCode: 1 };
}

function errorText(where: string | undefined, message: string, hint: string | undefined): string {
  const [first = '', ...more] = visibleLines(message);
  const lines = where === undefined ? [first] : [visible(where), `  ${first}`];
  lines.push(...more.map((line) => `  ${line}`));
  if (hint !== undefined) {
    const [advice = '', ...rest] = visibleLines(hint);
    lines.push(`  hint: ${advice}`, ...rest.map((line) => `        ${line}`));
  }
  return `tollbook: error: ${lines.join('\n')}\n`;
}

function visibleLines(text: string): string[] {
  return text.trimEnd().split('\n').map(visible);
}

function stackText(error: unknown): string {
  const stack = error instanceof Error ? error.stack : undefined;
  if (stack === undefined) return '';
  const cause = error instanceof Error && error.cause instanceof Error ? `\ncaused by ${error.cause.stack}` : '';
  return `${visibleLines(stack + cause).join('\n')}\n`;
}
