/** `check`: gates against the calls. One selection per filter, one count per grouping, shared by all gates that need it. */
import { resolve } from 'node:path';
import { Diagnostics } from '../core/diagnostics.js';
import type { Filter, PricingChoice, Question, Surroundings } from '../core/question.js';
import { resolveMonth } from '../projection/month.js';
import { loadVolumes } from '../projection/volume-file.js';
import { type Judged, judge, verdictOf } from '../quality/judge.js';
import { type CheckChoice, type Gate, gate, limitOf, loadPolicy, type OnInconclusive } from '../quality/policy.js';
import { checkReport } from '../reports/check.js';
import { readSavedCost } from '../reports/saved-cost.js';
import { type Answer, answer } from './answer.js';
import { commonPart, type Priced, selectCalls } from './asking.js';
import { measures, type Yardsticks } from './check-readings.js';
import { openBooks } from './closed.js';
import { withSource } from './opening.js';

/** What is asked of the calls: gates, and what they are held against. */
interface Asked extends Yardsticks {
  readonly gates: readonly Gate[];
  readonly onInconclusive: OnInconclusive | undefined;
}

export async function check(
  question: Question,
  pricing: PricingChoice,
  choice: CheckChoice,
  surroundings: Surroundings,
): Promise<Answer> {
  // Every file is read before any log is, so that a slip in one is told at once.
  const asked = await readAsked(choice, surroundings);
  const diagnostics = new Diagnostics();
  return withSource(question.source, question.reading, surroundings, diagnostics, async (opened) => {
    // Calls that several pay for are one group: a limit is on somebody, not on a share of a call.
    const how = { dimensions: [...new Set(asked.gates.flatMap((gate) => gate.by))], shared: 'together' } as const;
    const selected = await selectCalls(opened.engine, question, diagnostics, how);
    const month = lazily(() =>
      resolveMonth({
        days: selected.days,
        callsWithoutTime: selected.span.callsWithoutTime,
        assumeMonth: question.assumeMonth,
        statedDays: question.days,
        hasVolume: false,
      }),
    );
    const judged = new Map<Gate, Judged>();
    let money: Priced | undefined;
    for (const [filters, gates] of byFilters(asked.gates)) {
      const where = narrowed(question.where, filters);
      const narrow = { ...question, where: where ?? [] };
      const inside = filters.length === 0 ? selected : await selectCalls(opened.engine, narrow, new Diagnostics(), how);
      const books = await openBooks(opened, narrow, filters.length === 0 ? diagnostics : new Diagnostics());
      const measuring = measures(opened, narrow, pricing, inside, { ...asked, books }, month);
      for (const one of gates) judged.set(one, judge(one, where === undefined ? [] : await measuring.read(one)));
      money ??= filters.length === 0 ? await measuring.money() : undefined;
    }
    const inOrder = asked.gates.flatMap((one) => judged.get(one) ?? []);
    const verdict = verdictOf(inOrder, asked.onInconclusive);
    const common = commonPart('check', { ...question, by: [] }, opened, selected, diagnostics, money);
    const report = checkReport({
      common,
      judged: inOrder,
      verdict,
      seen: { question, books: pricing.books },
      showAll: choice.showAll,
      base: asked.against?.file,
    });
    return {
      ...answer(report, diagnostics, verdict === 'inconclusive'),
      gateFailed: verdict === 'fail',
      isSilent: verdict === 'pass' && !choice.showAll && inOrder.every(({ status }) => status === 'pass'),
    };
  });
}

async function readAsked(choice: CheckChoice, { workingDirectory }: Surroundings): Promise<Asked> {
  const at = (file: string) => resolve(workingDirectory, file);
  const policy = choice.policy === undefined ? undefined : await loadPolicy(at(choice.policy), choice.policy);
  const line = choice.limits.map(({ id, kind, fail, names }) =>
    gate(kind, { id, fail: fail === undefined ? null : limitOf(fail), names: names ?? [] }),
  );
  return {
    gates: [...line, ...(policy?.gates ?? [])],
    onInconclusive: choice.onInconclusive ?? policy?.onInconclusive,
    against: choice.against === undefined ? undefined : await readSavedCost(at(choice.against), choice.against),
    volumes: choice.volume === undefined ? undefined : await loadVolumes(at(choice.volume), choice.volume),
  };
}

/** Those without a filter first: their selection is the one that is there already. */
function byFilters(gates: readonly Gate[]): [readonly Filter[], Gate[]][] {
  const groups = new Map<string, [readonly Filter[], Gate[]]>([['[]', [[], []]]]);
  for (const one of gates) {
    const key = JSON.stringify(one.where);
    const group = groups.get(key);
    if (group) group[1].push(one);
    else groups.set(key, [one.where, [one]]);
  }
  return [...groups.values()].filter(([, some]) => some.length > 0);
}

/** Both must hold, where several values of one dimension would widen; undefined where no call can meet both. */
function narrowed(asked: readonly Filter[], more: readonly Filter[]): readonly Filter[] | undefined {
  const contradicts = more.some(({ dimension, value }) => {
    const same = asked.filter((one) => one.dimension === dimension);
    return same.length > 0 && !same.some((one) => one.value === value);
  });
  if (contradicts) return undefined;
  return [...asked.filter((one) => !more.some(({ dimension }) => dimension === one.dimension)), ...more];
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
