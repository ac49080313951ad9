/**
 * English: the language that the sentences are written in.
 */
import type { Language } from './language.js';

export const en: Language = { tag: 'en', phrases: {}, said: {} };
