/**
 * Notes for people, one line each. Apart from the tables because a terminal gets them on the other stream.
 */
import type { Note } from '../core/diagnostics.js';
import type { Locale } from '../core/locales.js';
import { visible } from '../core/text.js';
import type { Report } from '../reports/report.js';
import { speaking } from './figures.js';
import type { Speaker } from './speaker.js';

/** `note: …` lines, or nothing. */
export function renderNotes(report: Report, locale: Locale = 'en'): string {
  const speaker = speaking(locale);
  const word = speaker.text('note');
  return report.notes.map((note) => `${word}: ${visible(noteText(note, speaker))}\n`).join('');
}

/** The sentence of a note in the language of the speaker; in English where the language has no words for it. */
export function noteText({ message, says }: Note, speaker: Speaker): string {
  return speaker.text(says ?? message);
}
