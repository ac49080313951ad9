#!/usr/bin/env node
/**
 * The command. Everything it does is in run.ts; this file only joins it to the process.
 */
import { processEffects } from './effects.js';
import { run } from './run.js';

// Every write was awaited, so leaving at once loses nothing, and an open standard input cannot keep the command alive.
process.exit(await run(process.argv.slice(2), processEffects()));
