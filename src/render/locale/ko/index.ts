/**
 * Korean, by what its sentences are about.
 */
import type { Language } from '../language.js';
import { HEADER, REMARKS } from './around.js';
import { BOOKS } from './books.js';
import { COMPARISONS } from './comparisons.js';
import { FORMATS_AND_STATEMENTS } from './formats.js';
import { FORMULAS } from './formulas.js';
import { JUDGED } from './judged.js';
import { JUDGED_WORDS } from './judged-words.js';
import { LOADING } from './loading.js';
import { MONTH } from './month.js';
import { NOTES } from './notes.js';
import { REASONS } from './reasons.js';
import { TITLES } from './titles.js';
import { WORDS } from './words.js';

export const ko: Language = {
  tag: 'ko',
  phrases: {
    ...WORDS,
    ...JUDGED_WORDS,
    ...TITLES,
    ...HEADER,
    ...REMARKS,
    ...NOTES,
    ...JUDGED,
    ...MONTH,
    ...FORMATS_AND_STATEMENTS,
  },
  // `said…` names a value that is one of these sentences itself.
  said: { ...REASONS, ...BOOKS, ...COMPARISONS, ...LOADING, ...FORMULAS },
};
