/** `diff`: two saved results of `cost`, compared. No log is read. */
import { resolve } from 'node:path';
import { Diagnostics } from '../core/diagnostics.js';
import type { Surroundings } from '../core/question.js';
import { packageVersion } from '../core/version.js';
import { diffReport } from '../reports/diff.js';
import { diffNotes, refuseIncomparable } from '../reports/diff-notes.js';
import { envelope } from '../reports/envelope.js';
import { readSavedCost } from '../reports/saved-cost.js';
import { type Answer, answer } from './answer.js';

/** Throws a configuration error for a file that is no saved result of `cost`, a usage error for two that cannot be compared. */
export async function diff(
  files: { readonly base: string; readonly head: string },
  { workingDirectory }: Surroundings,
): Promise<Answer> {
  const [base, head] = [
    await readSavedCost(resolve(workingDirectory, files.base), files.base),
    await readSavedCost(resolve(workingDirectory, files.head), files.head),
  ];
  refuseIncomparable(base, head);
  const diagnostics = new Diagnostics();
  for (const note of diffNotes(base, head)) diagnostics.add(note);
  const common = envelope(
    {
      command: 'diff',
      version: packageVersion(),
      basis: base.result.basis === head.result.basis ? (head.result.basis ?? undefined) : 'mixed',
      currency: head.currency,
      groupBy: head.groupBy,
    },
    diagnostics.notes,
  );
  return answer(diffReport(common, base, head), diagnostics);
}
