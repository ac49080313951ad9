/**
 * Every command: its group, its one sentence, and the file that knows the rest.
 *
 * A command's file is loaded only when the command is asked for; what the list of commands shows stands here.
 */
import type { CommandList } from './entry.js';

export const COMMANDS: CommandList = {
  Ask: [
    {
      name: 'usage',
      takes: '[LOG…]',
      summary: 'Calls, tokens, error rate, latency and list cost, per model or any other grouping.',
      load: async () => (await import('./usage.js')).addUsage,
    },
    {
      name: 'errors',
      takes: '[LOG…]',
      summary: 'Errors by class, per model and day; retries, cut streams and what they cost.',
      load: async () => (await import('./errors.js')).addErrors,
    },
    {
      name: 'latency',
      takes: '[LOG…]',
      summary: 'Latency and time to first token, streamed against not streamed.',
      load: async () => (await import('./latency.js')).addLatency,
    },
    {
      name: 'cost',
      takes: '[LOG…]',
      summary: 'What the traffic cost at list prices or at an offer, per group.',
      load: async () => (await import('./cost.js')).addCost,
    },
    {
      name: 'forecast',
      takes: '[LOG…]',
      summary: 'Month-end landing and the months after, with intervals and how well the method did on this log.',
      load: async () => (await import('./forecast.js')).addForecast,
    },
    {
      name: 'budgets',
      takes: '[LOG…]',
      summary: 'Budgets of the settings: spent, share used, and where month, quarter or fiscal year lands.',
      load: async () => (await import('./budgets.js')).addBudgets,
    },
    {
      name: 'compare',
      takes: '[LOG…]',
      summary: 'Official API against gateways or other offers: monthly cost, savings, ROI and payback.',
      load: async () => (await import('./compare.js')).addCompare,
    },
    {
      name: 'diff',
      takes: 'BASE HEAD',
      summary: 'What changed between two saved results of cost, and whether price, volume or mix did it.',
      load: async () => (await import('./diff.js')).addDiff,
    },
  ],
  Judge: [
    {
      name: 'check',
      takes: '[LOG…]',
      summary: 'Limits on cost, errors, latency and more: exit 3 when one is broken, silent when all hold.',
      load: async () => (await import('./check.js')).addCheck,
    },
  ],
  Close: [
    {
      name: 'report',
      takes: '[LOG…]',
      summary: 'The finance report of a month as a page, a workbook, Markdown or JSON; every figure explained.',
      load: async () => (await import('./report.js')).addReport,
    },
    {
      name: 'reconcile',
      takes: '[LOG…]',
      summary: "Calls against an invoice, a provider's export or a gateway's own log; exit 3 beyond the tolerance.",
      load: async () => (await import('./reconcile.js')).addReconcile,
    },
    {
      name: 'close',
      takes: '[MONTH]',
      summary: "Keep a month's figures, whatever becomes of prices and logs; exit 3 when today's differ.",
      load: async () => (await import('./close.js')).addClose,
    },
  ],
  Data: [
    {
      name: 'load',
      takes: 'LOG…',
      summary: 'Bring logs into the ledger; what was loaded before is not loaded again.',
      load: async () => (await import('./load.js')).addLoad,
    },
    {
      name: 'ledger',
      takes: 'status | forget | …',
      summary: 'What the ledger holds, file by file, taking one out, and entering credits and adjustments.',
      load: async () => (await import('./ledger.js')).addLedger,
    },
    {
      name: 'export',
      takes: 'calls | usage | …',
      summary: 'Calls, usage, cost and FOCUS rows for other tools, as Parquet, Arrow, CSV or JSONL.',
      load: async () => (await import('./export.js')).addExport,
    },
    {
      name: 'query',
      takes: "NAME | 'SQL' [LOG…]",
      summary: 'A shipped query by its name, or a select statement over the table of calls.',
      load: async () => (await import('./query.js')).addQuery,
    },
    {
      name: 'prices',
      takes: 'list | explain | …',
      summary: 'Known prices and how a call is priced; gaps in them, books from others, and a lock of all.',
      load: async () => (await import('./prices.js')).addPrices,
    },
    {
      name: 'config',
      takes: 'init | check | schema',
      summary: 'The settings file tollbook.yaml, and the schemas of all files.',
      load: async () => (await import('./config.js')).addConfig,
    },
    {
      name: 'completion',
      takes: 'bash | zsh | fish',
      summary: 'A script that lets the shell complete commands, options, their words and files.',
      load: async () => (await import('./completion.js')).completionOf(COMMANDS),
    },
  ],
};
