/**
 * All languages. Adding one is a folder like `ko/`, its word in `core/locales.ts` and its name here.
 */
import type { Locale } from '../../core/locales.js';
import { en } from './en.js';
import { ko } from './ko/index.js';
import type { Language } from './language.js';

export const LANGUAGES: Readonly<Record<Locale, Language>> = { en, ko };
