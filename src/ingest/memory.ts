/**
 * The engine's memory limit, for one statement at a time.
 *
 * It is a plan as much as a limit: from it the engine reckons how many threads may work while rows keep their order, and how much may
 * wait to be written.
 */
import type { Engine } from '../engine/engine.js';
import { literal } from '../formats/sql.js';

/**
 * Reading lines: for rows in their order the engine plans 4 MB per column and thread, of which it takes a fraction, and works with one
 * thread where two would not fit. 56 columns are read by two threads from 1 GB on.
 */
export const READING = 1.8;
/** Storing rows: what waits is written sooner, in the same time. */
export const STORING = 0.65;

/** Does some work with so many times the limit. */
export async function withMemory<Result>(engine: Engine, times: number, work: () => Promise<Result>): Promise<Result> {
  const [setting] = await engine.query<{ limit: string }>("select current_setting('memory_limit') as limit");
  const [, amount, unit] = /^([0-9.]+) (\w+)$/.exec(setting?.limit ?? '') ?? [];
  if (amount === undefined || unit === undefined) return work();
  await engine.execute(`set memory_limit = ${literal(`${(Number(amount) * times).toFixed(1)} ${unit}`)}`);
  const back = () => engine.execute(`set memory_limit = ${literal(`${amount} ${unit}`)}`);
  try {
    const result = await work();
    await back();
    return result;
  } catch (error) {
    // What went wrong first is what is told.
    await back().catch(() => undefined);
    throw error;
  }
}
