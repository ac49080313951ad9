/**
 * Notes for people, one line each. Apart from the tables because a terminal gets them on the other stream.
 */
import { visible } from '../core/text.js';
import type { Report } from '../reports/report.js';

/** `note: …` lines, or nothing. */
export function renderNotes(report: Report): string {
  return report.notes.map((note) => `note: ${visible(note.message)}\n`).join('');
}
