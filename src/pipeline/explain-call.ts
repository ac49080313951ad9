/** `prices explain CALL`: one call that was read or loaded, from its amount back to its price and to the line it stands on. */
import { Diagnostics } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import type { PricingChoice, Question, Surroundings } from '../core/question.js';
import { visible } from '../core/text.js';
import { shownPath } from '../ingest/discover.js';
import { callFacts } from '../queries/call-facts.js';
import { days, selectCall, span } from '../queries/selection.js';
import { pricesExplainReport } from '../reports/prices.js';
import { pricingNotes } from '../reports/pricing-notes.js';
import { type Answer, answer } from './answer.js';
import { commonPart } from './common-part.js';
import { withSource } from './opening.js';
import { priceSelected } from './priced.js';
import { selectedFrom } from './selecting.js';

/** Undefined where no call has this id. Throws a usage error where several calls share it as the id of their request. */
export async function explainCall(
  question: Question,
  pricing: PricingChoice,
  id: string,
  surroundings: Surroundings,
): Promise<Answer | undefined> {
  const diagnostics = new Diagnostics();
  return withSource(question.source, question.reading, surroundings, diagnostics, async (opened) => {
    const { engine } = opened;
    const ids = await selectCall(engine, id);
    if (ids.length === 0) return undefined;
    if (ids.length > 1) {
      const named = ids.slice(0, 5).map((one) => visible(one ?? 'one without an id'));
      throw usageError(
        `${ids.length} calls belong to the request ${visible(id)}: ${named.join(', ')}${ids.length > 5 ? ' and more' : ''}`,
        `explain one of them: tollbook prices explain ${named[0]}`,
      );
    }
    const bounds = { start: null, end: null };
    const selected = selectedFrom(bounds, await span(engine), await days(engine, question.zone), question.zone);
    const money = await priceSelected(engine, question, [], pricing, selected);
    const [call] = await callFacts(engine);
    const [priced] = money.priced;
    if (call === undefined || priced === undefined) return undefined;
    const { path } = call;
    for (const note of pricingNotes(money.priced)) diagnostics.add(note);
    const common = commonPart('prices explain', question, opened, selected, diagnostics, money);
    return answer(
      pricesExplainReport({
        common,
        priced,
        call: { ...call, path: path === null ? null : shownPath(path, surroundings.workingDirectory), question },
      }),
      diagnostics,
    );
  });
}
