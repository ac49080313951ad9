/**
 * A statement that is a log beside the ledger, call by call: what pairs by an id, what only one side has, and pairs that count
 * other tokens. Pure.
 */

/** One call as either side logs it. */
export interface SingleCall {
  readonly callId: string | null;
  readonly requestId: string | null;
  /** YYYY-MM-DD in the issuer's zone; null where no time is known. */
  readonly day: string | null;
  readonly provider: string | null;
  readonly gateway: string | null;
  readonly model: string | null;
  /** All tokens; null where none are logged. */
  readonly tokens: bigint | null;
}

export type PairVerdict = 'not_in_ledger' | 'not_on_statement' | 'other_tokens';

export interface UnequalCall {
  readonly verdict: PairVerdict;
  readonly id: string;
  readonly day: string | null;
  readonly model: string | null;
  readonly tokensTheirs: bigint | null;
  readonly tokensOurs: bigint | null;
}

export interface PairedCalls {
  /** Calls of both sides that have an id in common. */
  readonly paired: number;
  /** The most tokens apart first. */
  readonly unequal: readonly UnequalCall[];
}

/**
 * Pairs each call of the statement with one of ours: by the id of the call, else by that of the request, which several attempts
 * may share. A gateway's call id may be our request id, so both are looked up under both. Where both sides count tokens, a call
 * that does not log its own counts others.
 */
export function pairedCalls(theirs: readonly SingleCall[], ours: readonly SingleCall[]): PairedCalls {
  const byCall = places(ours, 'callId');
  const byRequest = places(ours, 'requestId');
  const taken = new Set<number>();
  const unequal: UnequalCall[] = [];
  const hasTokens = theirs.some(({ tokens }) => tokens !== null) && ours.some(({ tokens }) => tokens !== null);
  const pair = (call: SingleCall, isMeant: (own: SingleCall) => boolean): SingleCall | undefined => {
    const found = [call.callId, call.requestId]
      .flatMap((id) => (id === null ? [] : [...(byCall.get(id) ?? []), ...(byRequest.get(id) ?? [])]))
      .find((place) => !taken.has(place) && isMeant(ours[place] as SingleCall));
    if (found !== undefined) taken.add(found);
    return found === undefined ? undefined : ours[found];
  };
  // First those that agree: among attempts of one request, the others are what differs.
  const others = theirs.filter((call) => pair(call, ({ tokens }) => tokens === call.tokens) === undefined);
  for (const call of others) {
    const own = pair(call, () => true);
    if (own === undefined) unequal.push(told('not_in_ledger', call, call.tokens, null));
    else if (hasTokens) unequal.push(told('other_tokens', call, call.tokens, own.tokens));
  }
  ours.forEach((call, place) => {
    if (!taken.has(place)) unequal.push(told('not_on_statement', call, null, call.tokens));
  });
  return { paired: taken.size, unequal: unequal.sort((left, right) => compareBig(apart(right), apart(left))) };
}

function places(calls: readonly SingleCall[], id: 'callId' | 'requestId'): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  calls.forEach((call, place) => {
    const name = call[id];
    if (name === null) return;
    const known = found.get(name);
    if (known === undefined) found.set(name, [place]);
    else known.push(place);
  });
  return found;
}

function told(
  verdict: PairVerdict,
  { callId, requestId, day, model }: SingleCall,
  tokensTheirs: bigint | null,
  tokensOurs: bigint | null,
): UnequalCall {
  return { verdict, id: callId ?? requestId ?? '', day, model, tokensTheirs, tokensOurs };
}

function apart({ tokensTheirs, tokensOurs }: UnequalCall): bigint {
  const difference = (tokensTheirs ?? 0n) - (tokensOurs ?? 0n);
  return difference < 0n ? -difference : difference;
}

function compareBig(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
