/** `check`: gates against the calls. One selection per filter, one count per grouping, shared by all gates that need it. */
import { resolve } from 'node:path';
import { Diagnostics } from '../core/diagnostics.js';
import type { Filter, PricingChoice, Question, Surroundings } from '../core/question.js';
import { loadVolumes } from '../projection/volume-file.js';
import { isOfOffers } from '../quality/gate-kinds.js';
import { type Judged, judge, verdictOf } from '../quality/judge.js';
import { type CheckChoice, type Gate, gate, limitOf, loadPolicy, type OnInconclusive } from '../quality/policy.js';
import { volumeDimensions } from '../quality/volumes.js';
import { noteQuantiles } from '../queries/quantiles.js';
import { checkReport } from '../reports/check.js';
import { readSavedCost } from '../reports/saved-cost.js';
import { type Answer, answer } from './answer.js';
import { baseNotes } from './check-base.js';
import { monthOfCheck } from './check-month.js';
import { measures, type Yardsticks } from './check-readings.js';
import { openBooks } from './closed.js';
import { commonPart } from './common-part.js';
import { withSource } from './opening.js';
import type { Priced } from './priced.js';
import { type SelectOptions, selectCalls } from './selecting.js';

/** What is asked of the calls: gates, and what they are held against. */
interface Asked extends Omit<Yardsticks, 'how' | 'surroundings'> {
  readonly gates: readonly Gate[];
  readonly onInconclusive: OnInconclusive | undefined;
}

const PREVIOUS = 'previous';

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
    const how = howFor(asked, 'calls');
    const selected = await selectCalls(opened.engine, question, diagnostics, how);
    const hasQuantiles = asked.gates.some(({ kind }) => kind === 'duration_ms' || kind === 'first_token_ms');
    if (hasQuantiles) await noteQuantiles(opened.engine, diagnostics);
    const closed = await openBooks(opened, question, new Diagnostics());
    const month = lazily(await monthOfCheck(opened.engine, question, selected, closed));
    const judged = new Map<Gate, Judged>();
    let money: Priced | undefined;
    let isSelected = true;
    for (const { filters, pass, gates } of passesOf(asked, hasShares(question))) {
      const where = narrowed(question.where, filters);
      const narrow = { ...question, where: where ?? [] };
      const own = howFor({ ...asked, gates }, pass);
      const isWhole = filters.length === 0 && pass === 'calls';
      const inside =
        isWhole && isSelected ? selected : await selectCalls(opened.engine, narrow, new Diagnostics(), own);
      isSelected = false;
      const books = await openBooks(opened, narrow, filters.length === 0 ? diagnostics : new Diagnostics());
      const measuring = measures(
        opened,
        narrow,
        pricing,
        inside,
        { ...asked, books, how: own, surroundings },
        month.get,
      );
      for (const one of gates) judged.set(one, judge(one, where === undefined ? [] : await measuring.read(one)));
      money ??= filters.length === 0 ? await measuring.money() : undefined;
    }
    if (asked.against !== undefined && money !== undefined && asked.gates.some(({ kind }) => isIncrease(kind))) {
      for (const note of baseNotes(asked.against, question, money.book, asked.volumes !== undefined))
        diagnostics.add(note);
    }
    const inOrder = asked.gates.flatMap((one) => judged.get(one) ?? []);
    const verdict = verdictOf(inOrder, asked.onInconclusive);
    const common = commonPart('check', { ...question, by: [] }, opened, selected, diagnostics, money);
    const report = checkReport({
      common,
      judged: inOrder,
      verdict,
      seen: { question, books: pricing.books },
      month: month.made(),
      showAll: choice.showAll,
      isIncident: choice.isIncident,
      base: asked.against?.file ?? (choice.against === PREVIOUS ? 'the period before' : undefined),
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
  const isPrevious = choice.against === PREVIOUS;
  const line = choice.limits.map(({ id, kind, fail, names, budget }) =>
    gate(kind, {
      id,
      fail: fail === undefined ? null : limitOf(fail),
      names: names ?? [],
      budget: budget === undefined ? null : limitOf(budget),
      isAgainstPrevious: isPrevious && isIncrease(kind),
    }),
  );
  const written = (policy?.gates ?? []).map((one) =>
    isPrevious && isIncrease(one.kind) ? { ...one, isAgainstPrevious: true } : one,
  );
  return {
    gates: [...line, ...written],
    onInconclusive: choice.onInconclusive ?? policy?.onInconclusive,
    against:
      choice.against === undefined || isPrevious ? undefined : await readSavedCost(at(choice.against), choice.against),
    volumes: choice.volume === undefined ? undefined : await loadVolumes(at(choice.volume), choice.volume),
    holidays: new Set(choice.holidays),
  };
}

function isIncrease(kind: Gate['kind']): boolean {
  return kind === 'cost_increase' || kind === 'cost_increase_rate';
}

/** Costs that are sums: what several pay for counts for each by its share, as `cost` tells it. */
const SUMS: ReadonlySet<Gate['kind']> = new Set([
  'monthly_cost',
  'cost',
  'cost_increase',
  'cost_increase_rate',
  'landing_over_budget',
]);

/**
 * What gates need of a selection: the calls as they are, calls divided among those who pay for them (a stated volume may be a
 * team's), or another selection than the one asked for, which they then make themselves.
 */
type Pass = 'calls' | 'shares' | 'own';

function passOf({ volumes }: Asked, { kind, isAgainstPrevious }: Gate, isShared: boolean): Pass {
  if (isOfOffers(kind) || isAgainstPrevious || kind === 'landing_over_budget') return 'own';
  const isStated = volumes !== undefined && (kind === 'monthly_cost' || isIncrease(kind));
  return isStated || (isShared && SUMS.has(kind)) ? 'shares' : 'calls';
}

/** Whether a rule divides calls among several. */
function hasShares({ allocation = [] }: Question): boolean {
  return allocation.some(({ parts }) => parts.length > 1);
}

function howFor({ gates, volumes = [] }: Asked, pass: Pass): SelectOptions {
  const by = gates.flatMap((one) => one.by);
  if (pass === 'shares') return { dimensions: [...new Set([...by, ...volumeDimensions(volumes)])], shared: 'apart' };
  // For all else calls that several pay for are one group: a call fails for all of them, not for a share.
  const isSum = pass === 'own' && gates.every(({ kind }) => SUMS.has(kind));
  return { dimensions: [...new Set(by)], shared: isSum ? 'apart' : 'together' };
}

/** Those that take the selection that is there already come first. */
function passesOf(
  asked: Asked,
  isShared: boolean,
): { readonly filters: readonly Filter[]; readonly pass: Pass; readonly gates: Gate[] }[] {
  const passes = new Map([
    [JSON.stringify([[], 'calls']), { filters: [] as readonly Filter[], pass: 'calls' as Pass, gates: [] as Gate[] }],
  ]);
  for (const one of asked.gates) {
    const pass = passOf(asked, one, isShared);
    // Every gate of a selection of its own leaves the engine with that selection.
    const key = JSON.stringify([one.where, pass, ...(pass === 'own' ? [one.id] : [])]);
    const found = passes.get(key);
    if (found) found.gates.push(one);
    else passes.set(key, { filters: one.where, pass, gates: [one] });
  }
  return [...passes.values()].filter(({ gates }) => gates.length > 0);
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

interface Lazy<Value> {
  readonly get: () => Value;
  /** Undefined until somebody asks for it. */
  readonly made: () => Value | undefined;
}

function lazily<Value>(make: () => Value): Lazy<Value> {
  let made: { readonly value: Value } | undefined;
  return {
    get: () => {
      made ??= { value: make() };
      return made.value;
    },
    made: () => made?.value,
  };
}
