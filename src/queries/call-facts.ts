/**
 * What is logged of the selected calls that explains their price, and where it stands.
 */
import type { Engine } from '../engine/engine.js';
import { sqlText } from './sql-file.js';

export interface CallFacts {
  readonly callId: string | null;
  readonly requestId: string | null;
  readonly startedAt: number | null;
  readonly provider: string | null;
  readonly model: string | null;
  readonly status: string | null;
  readonly isNotional: boolean | null;
  readonly serviceTier: string | null;
  readonly isBatch: boolean | null;
  readonly speed: string | null;
  readonly region: string | null;
  readonly inferenceGeo: string | null;
  readonly inputTokens: bigint | null;
  readonly outputTokens: bigint | null;
  readonly loggedCost: string | null;
  readonly loggedCostCurrency: string | null;
  readonly path: string | null;
  readonly line: bigint | null;
}

export async function callFacts(engine: Engine): Promise<CallFacts[]> {
  return engine.query<CallFacts>(sqlText('usage/call_facts'));
}
