/**
 * One schema per command's JSON result: shipped as JSON Schema, and what every recorded result is validated against.
 */
import { z } from 'zod';
import { usageError } from '../../core/errors.js';
import { closeSchema, entriesSchema } from './books.js';
import { budgetsSchema } from './budgets.js';
import { checkSchema } from './check.js';
import { compareSchema } from './compare.js';
import { costSchema } from './cost.js';
import { diffSchema } from './diff.js';
import { errorsSchema } from './errors.js';
import { ledgerSchema, loadSchema } from './files.js';
import { forecastSchema } from './forecast.js';
import { formatsSchema } from './formats.js';
import { latencySchema } from './latency.js';
import { pricesCheckSchema, pricesExplainSchema, pricesListSchema } from './prices.js';
import { querySchema } from './query.js';
import { reconcileSchema } from './reconcile.js';
import { reportSchema } from './report.js';
import { usageSchema } from './usage.js';

const SCHEMAS = {
  usage: usageSchema,
  errors: errorsSchema,
  latency: latencySchema,
  cost: costSchema,
  forecast: forecastSchema,
  budgets: budgetsSchema,
  compare: compareSchema,
  diff: diffSchema,
  check: checkSchema,
  reconcile: reconcileSchema,
  close: closeSchema,
  report: reportSchema,
  load: loadSchema,
  'load formats': formatsSchema,
  ledger: ledgerSchema,
  'ledger adopt': closeSchema,
  'ledger enter': entriesSchema,
  'ledger entries': entriesSchema,
  query: querySchema,
  'prices list': pricesListSchema,
  'prices explain': pricesExplainSchema,
  'prices check': pricesCheckSchema,
} satisfies Record<string, z.ZodType>;

/** What `--json` of a command prints, as a type: money is decimal text, counts are numbers, instants ISO 8601 text in UTC. */
export type ResultOf<Command extends keyof typeof SCHEMAS> = z.output<(typeof SCHEMAS)[Command]>;

export const RESULT_COMMANDS: readonly string[] = Object.keys(SCHEMAS);

/** The schema of a command's `--json`. Throws ToolError `usage` for a command without one. */
export function resultSchema(command: string): z.ZodType {
  if (Object.hasOwn(SCHEMAS, command)) return SCHEMAS[command as keyof typeof SCHEMAS];
  throw usageError(
    `there is no result schema named ${command}`,
    `the commands with one are ${RESULT_COMMANDS.join(', ')}`,
  );
}

/** The same as JSON Schema (draft 2020-12), a plain object to be printed. */
export function resultJsonSchema(command: string): Record<string, unknown> {
  return { ...z.toJSONSchema(resultSchema(command), { io: 'output' }), title: `tollbook ${command} --json` };
}
