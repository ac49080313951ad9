/**
 * Says sentences, numbers, dates and amounts in one language. What a language has no words for is said in English.
 */
import type { Locale } from '../core/locales.js';
import { filled, isPhrase, type PhraseValue, type Text } from '../core/phrase.js';
import { visible } from '../core/text.js';
import { isExact } from '../reports/cells.js';
import { LANGUAGES } from './locale/index.js';
import { recogniser } from './locale/recognised.js';

export interface Speaker {
  readonly locale: Locale;
  /** BCP 47. */
  readonly tag: string;
  /** The sentence, its values made visible; not yet escaped for any format. */
  text(text: Text): string;
  /** Plain decimal text with the separators of the language; any other text is returned as it is. */
  number(text: string): string;
  /** The same with the sign of the currency; without a currency the number alone. */
  money(text: string, currency: string | undefined): string;
  /** YYYY-MM-DD as `Oct 5, 2026`. */
  date(date: string): string;
  /** YYYY-MM as `October 2026`. */
  month(month: string): string;
}

/** How a renderer spells the values that it rounds. */
export type SpellFigure = (value: Exclude<PhraseValue, string>, speaker: Speaker) => string;

const UTC = 'UTC';

export function speakerOf(locale: Locale, figure: SpellFigure): Speaker {
  const { tag } = LANGUAGES[locale];
  // A map: a column of a query may be named `constructor`.
  const phrases = new Map(Object.entries(LANGUAGES[locale].phrases));
  const recognise = recogniser(LANGUAGES[locale].phrases, LANGUAGES[locale].said);
  const whole = new Intl.NumberFormat(tag);
  const point = whole.formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
  const forms = new Intl.PluralRules(tag);
  const days = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: UTC });
  const months = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'long', timeZone: UTC });
  const currencies = new Map<string, Intl.NumberFormat>();

  const number = (text: string): string => {
    const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
    if (!match) return text;
    const [, sign = '', digits = '', fraction] = match;
    const grouped = digits.length > 3 ? whole.format(BigInt(digits)) : digits;
    return `${sign}${grouped}${fraction === undefined ? '' : point + fraction}`;
  };
  const money = (text: string, currency: string | undefined): string => {
    const match = /^-?\d+(?:\.(\d+))?$/.exec(text);
    if (!match || currency === undefined) return number(text);
    const places = match[1]?.length ?? 0;
    const key = `${currency} ${places}`;
    const format =
      currencies.get(key) ??
      new Intl.NumberFormat(tag, {
        style: 'currency',
        currency,
        minimumFractionDigits: places,
        maximumFractionDigits: places,
      });
    currencies.set(key, format);
    // Decimal text is formatted digit by digit, never as a float; the library's types only know numbers.
    return format.format(text as unknown as number);
  };
  const say = (text: Text): string => {
    if (typeof text === 'string') return visible(phrases.get(text) ?? recognise(text));
    if (Object.keys(text.values).length === 0) return say(text.say);
    return filled(phrases.get(text.say) ?? text.say, text.values, spell, (count) =>
      forms.select(Number(count)) === 'one' ? 0 : 1,
    );
  };
  const spell = (value: PhraseValue): string => {
    if (typeof value === 'string') return visible(value);
    if (typeof value === 'bigint' || typeof value === 'number') return number(String(value));
    if (isPhrase(value)) return say(value);
    if (Array.isArray(value)) return value.map(spell).join(', ');
    if (!isExact(value) && 'date' in value) return speaker.date(value.date);
    if (!isExact(value) && 'month' in value) return speaker.month(value.month);
    return figure(value, speaker);
  };
  const speaker: Speaker = {
    locale,
    tag,
    text: say,
    number,
    money,
    date: (date) => days.format(new Date(`${date}T00:00:00Z`)),
    month: (month) => months.format(new Date(`${month}-01T00:00:00Z`)),
  };
  return speaker;
}
