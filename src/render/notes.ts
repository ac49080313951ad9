/**
 * Notes for people, one line each. Apart from the tables because a terminal gets them on the other stream.
 */
import type { Locale } from '../core/locales.js';
import { visible } from '../core/text.js';
import type { Report } from '../reports/report.js';
import { speaking } from './figures.js';

/** `note: …` lines, or nothing. */
export function renderNotes(report: Report, locale: Locale = 'en'): string {
  const speaker = speaking(locale);
  const word = speaker.text('note');
  return report.notes.map((note) => `${word}: ${visible(note.message)}\n`).join('');
}
