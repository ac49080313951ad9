/**
 * How a person wants figures shown. Nothing here changes a value: json, csv and arrow ignore all of it.
 */
import type { Locale } from '../core/locales.js';

export interface RenderOptions {
  /** The language of every sentence and label; English where not given. */
  readonly locale?: Locale | undefined;
  /** Decimal places of money in tables; those of its currency where not given. */
  readonly decimals?: number | undefined;
  /** Bold titles and dim rules. The caller decides from NO_COLOR and the terminal. */
  readonly color?: boolean | undefined;
  /** Columns of the terminal, to which long texts are cut; undefined: a fixed limit per cell. */
  readonly width?: number | undefined;
}
