/**
 * Korean.
 */
import type { Language } from './language.js';

export const ko: Language = { tag: 'ko', phrases: {} };
