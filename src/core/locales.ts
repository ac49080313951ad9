/**
 * The languages that reports are written in, by the word after `--locale`. Each is one entry in `render/locale`.
 */
export const LOCALES = ['en', 'ko'] as const;
export type Locale = (typeof LOCALES)[number];
