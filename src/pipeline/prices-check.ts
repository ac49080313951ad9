/** `prices check`: what a price book lacks, where its layers disagree, and which calls have no price in it. */
import { Diagnostics, noteOf } from '../core/diagnostics.js';
import { say } from '../core/phrase.js';
import type { PricingChoice, Question, Surroundings } from '../core/question.js';
import { plural } from '../core/text.js';
import { packageVersion } from '../core/version.js';
import { checkBook, type Finding, type FindingKind } from '../pricing/check-book.js';
import { openPriceBook, type PriceBook } from '../pricing/price-book.js';
import { instantOf } from '../pricing/schema-parts.js';
import { envelope } from '../reports/envelope.js';
import { pricesCheckReport } from '../reports/prices-check.js';
import { pricingNotes } from '../reports/pricing-notes.js';
import { type Answer, answer } from './answer.js';
import { commonPart } from './common-part.js';
import { withSource } from './opening.js';
import { priceSelected } from './priced.js';
import { selectCalls } from './selecting.js';

export interface CheckChoice {
  /** What ages are counted to, a date or an instant; undefined: the newest call, else the newest layer. */
  readonly now?: string | undefined;
  /** Days after which an entry counts as stale. */
  readonly days: number;
  /** Also what the shipped layers say otherwise among themselves. */
  readonly builtin?: boolean | undefined;
}

/** How much older than the newest call a book may be before its prices are doubted. */
const FRESH_DAYS = 30;
const DAY = 86_400_000;

/** Without a question the book alone is checked. */
export async function pricesCheck(
  question: Question | undefined,
  pricing: PricingChoice,
  choice: CheckChoice,
  surroundings: Surroundings,
): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const now = choice.now === undefined ? undefined : instantOf(choice.now);
  if (question === undefined) {
    const book = await openPriceBook({ files: pricing.books });
    const findings = concerning(
      book,
      choice,
      checkBook(book, { at: now ?? dayOf(book), days: choice.days }),
      diagnostics,
    );
    noteFindings(findings, diagnostics);
    const identity = { id: book.id, hash: book.hash, asOf: book.asOf };
    const common = envelope(
      { command: 'prices check', version: packageVersion(), priceBook: identity, currency: book.currency },
      diagnostics.notes,
    );
    return answer(pricesCheckReport({ common, findings }), diagnostics);
  }
  return withSource(question.source, question.reading, surroundings, diagnostics, async (opened) => {
    const selected = await selectCalls(opened.engine, question, diagnostics);
    const money = await priceSelected(opened.engine, question, question.by, pricing, selected);
    const at = now ?? selected.span.lastAt ?? dayOf(money.book);
    const found = concerning(money.book, choice, checkBook(money.book, { at, days: choice.days }), diagnostics);
    const findings = [...found, ...older(money.book, selected.span.lastAt)];
    noteFindings(findings, diagnostics);
    for (const note of pricingNotes(money.priced)) diagnostics.add(note);
    const common = commonPart('prices check', question, opened, selected, diagnostics, money);
    return answer(pricesCheckReport({ common, findings }), diagnostics);
  });
}

function dayOf(book: PriceBook): number {
  return instantOf(book.asOf) ?? 0;
}

/** What the user can do something about: shipped layers that disagree are known, and only counted unless asked for. */
function concerning(
  book: PriceBook,
  choice: CheckChoice,
  findings: readonly Finding[],
  diagnostics: Diagnostics,
): readonly Finding[] {
  if (choice.builtin === true) return findings;
  const shipped = new Set(book.shelves.flatMap(({ isBuiltin, layer }) => (isBuiltin ? [layer.id] : [])));
  const isShipped = ({ layer, below }: Finding) => below !== null && shipped.has(layer) && shipped.has(below);
  const count = findings.filter(isShipped).length;
  if (count > 0) {
    const says = say(
      '{count} {count|difference|differences} between the price lists that come with tollbook {count|is|are} not shown: the catalog is in force over the bundled list; --builtin shows {count|it|them}',
      { count },
    );
    diagnostics.add(noteOf('builtin_differences', says, { count }));
  }
  return findings.filter((finding) => !isShipped(finding));
}

/** The whole book, where calls were made long after any of its prices was read. */
function older(book: PriceBook, lastAt: number | null): Finding[] {
  if (lastAt === null || lastAt <= dayOf(book) + FRESH_DAYS * DAY) return [];
  const found = `newest price read ${book.asOf}, newest call ${new Date(lastAt).toISOString().slice(0, 10)}`;
  return [
    {
      kind: 'stale',
      sku: null,
      about: 'age',
      layer: book.id,
      found,
      below: null,
      expected: null,
      from: null,
      to: null,
    },
  ];
}

const WORDS: Readonly<
  Record<FindingKind, { readonly one: string; readonly says: string; readonly incomplete: boolean }>
> = {
  gap: { one: 'gap', says: 'calls in it would have no price', incomplete: true },
  disagreement: { one: 'disagreement', says: 'the layer named first is the one in force', incomplete: false },
  stale: { one: 'stale entry', says: 'read the page again and date it', incomplete: true },
};

function noteFindings(findings: readonly Finding[], diagnostics: Diagnostics): void {
  for (const kind of ['gap', 'disagreement', 'stale'] as const) {
    const count = findings.filter((finding) => finding.kind === kind).length;
    if (count === 0) continue;
    const { one, says, incomplete } = WORDS[kind];
    const words = kind === 'stale' && count > 1 ? `${count} stale entries` : plural(count, one);
    diagnostics.add({
      code: `price_${kind}`,
      message: `${words}: ${says}`,
      count,
      ...(incomplete ? { incomplete } : {}),
    });
  }
}
