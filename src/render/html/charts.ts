/**
 * Charts as SVG, drawn by Observable Plot into a document that is no browser's. Colours are names of the page's style, so that
 * light, dark and print each have their own; texts are measured roughly, so that no label is cut off.
 */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { decimalsOf } from '../../core/currency.js';
import { type Exact, toNumber } from '../../core/exact.js';
import type { Text } from '../../core/phrase.js';
import { visible } from '../../core/text.js';
import type { Bars, Chart, ChartName, Cumulative, Series, StackedDays, Waterfall } from '../../reports/chart.js';
import { cellText } from '../figures.js';
import type { Speaker } from '../speaker.js';
import { cut, displayWidth } from '../width.js';
import { escaped } from './escape.js';

const WIDTH = 940;
const FONT_SIZE = 12;
/** A little more than a letter is wide at that size, so that labels have room in every font. */
const LETTER = 7.4;
const MOST_LETTERS = 34;
const COLOURS = 8;

/** What is used of an element; the types of a browser are no part of this project. */
interface Element {
  readonly outerHTML: string;
  querySelectorAll(selector: string): Iterable<Element>;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  remove(): void;
}

interface Drawing {
  readonly speaker: Speaker;
  readonly document: object;
}

/** The SVG element as text, with a legend before it where there are several series. */
export function chartHtml(chart: Chart, speaker: Speaker): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const svg = draw(chart, { speaker, document });
  // Styles stand in the page's own sheet: the policy lets in no other.
  for (const style of [...svg.querySelectorAll('style')]) style.remove();
  for (const labelled of [...svg.querySelectorAll('[aria-label]')]) labelled.removeAttribute('aria-label');
  for (const described of [...svg.querySelectorAll('[aria-description]')])
    described.removeAttribute('aria-description');
  svg.setAttribute('font-size', String(FONT_SIZE));
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${speaker.text(chart.title)}. ${speaker.text(chart.description)}`);
  const series = seriesOf(chart);
  return (series.length < 2 ? '' : legendHtml(series, speaker)) + svg.outerHTML;
}

function draw(chart: Chart, drawing: Drawing): Element {
  switch (chart.kind) {
    case 'stacked_days':
      return stackedDays(chart, drawing);
    case 'bars':
      return bars(chart, drawing);
    case 'waterfall':
      return waterfall(chart, drawing);
    case 'cumulative':
      return cumulative(chart, drawing);
  }
}

/** What a colour each is given to. */
function seriesOf(chart: Chart): readonly (Partial<Series> & { readonly name: ChartName })[] {
  if (chart.kind === 'waterfall') return [];
  if (chart.kind !== 'cumulative') return chart.series;
  const { actual, expected, limit } = chart;
  return [actual, ...(isEmpty(expected) ? [] : [expected]), ...(limit === null ? [] : [limit])];
}

function isEmpty({ values }: Series): boolean {
  return values.every((value) => value === null);
}

/** What has no amount has no colour to look for either; the table has it. */
function isDrawn(one: Partial<Series>): boolean {
  return one.values === undefined || one.values.some((value) => floatOf(value) !== 0);
}

function legendHtml(series: readonly (Partial<Series> & { readonly name: ChartName })[], speaker: Speaker): string {
  const items = series.flatMap((one, index) =>
    isDrawn(one) ? [`<li class="k${index % COLOURS}">${escaped(nameText(one.name, speaker))}</li>`] : [],
  );
  return `<ul class="legend">${items.join('')}</ul>`;
}

function stackedDays({ days, series, unit, type }: StackedDays, { speaker, document }: Drawing): Element {
  const data = series.flatMap(({ values }, index) =>
    days.map((day, place) => ({
      day,
      series: String(index),
      value: floatOf(values[place] ?? null),
      text: cellText(values[place] ?? null, type, placesOf(unit), speaker),
    })),
  );
  const spelled = tickFormat(speaker);
  const tallest = days.map((_, place) => series.reduce((sum, one) => sum + floatOf(one.values[place] ?? null), 0));
  return Plot.plot({
    ...common(document),
    height: 300,
    marginLeft: marginFor([spelled(Math.max(0, ...tallest)), spelled(Math.max(0, ...tallest) / 3)]),
    marginTop: 28,
    x: {
      type: 'band',
      domain: days,
      label: null,
      tickFormat: (day: string) => String(Number(day.slice(8))),
      tickSize: 0,
    },
    y: { grid: true, label: speaker.text(unit), tickFormat: spelled, ticks: 6, nice: true },
    color: colours(series.length),
    marks: [
      Plot.barY(data, {
        x: 'day',
        y: 'value',
        fill: 'series',
        insetLeft: 1,
        insetRight: 1,
        title: ({ day, series: index, text }: (typeof data)[number]) =>
          `${speaker.date(day)}, ${nameText(series[Number(index)]?.name ?? '', speaker)}: ${text}`,
      }),
      Plot.ruleY([0], { stroke: 'currentColor' }),
    ],
  });
}

function cumulative(chart: Cumulative, { speaker, document }: Drawing): Element {
  const { days, actual, expected, band, limit, unit, type } = chart;
  const spelled = tickFormat(speaker);
  const points = ({ name, values }: Series) =>
    days.flatMap((day, place) => {
      const value = values[place] ?? null;
      const text = cellText(value, type, placesOf(unit), speaker);
      const title = `${speaker.date(day)}, ${nameText(name, speaker)}: ${text}`;
      return value === null ? [] : [{ day, value: floatOf(value), title }];
    });
  const between = days.flatMap((day, place) => {
    const bounds = band[place] ?? null;
    return bounds === null ? [] : [{ day, low: toNumber(bounds.low), high: toNumber(bounds.high) }];
  });
  const ceiling = limit === null ? [] : [toNumber(limit.amount)];
  const highest = Math.max(
    0,
    ...ceiling,
    ...[...points(actual), ...points(expected)].map(({ value }) => value),
    ...between.map(({ high }) => high),
  );
  const colourOf = (name: ChartName) => `var(--c${seriesOf(chart).findIndex((one) => one.name === name)})`;
  return Plot.plot({
    ...common(document),
    height: 300,
    marginLeft: marginFor([spelled(highest), spelled(highest / 3)]),
    marginTop: 28,
    x: {
      type: 'point',
      domain: days,
      label: null,
      tickFormat: (day: string) => String(Number(day.slice(8))),
      tickSize: 0,
      padding: 0.5,
    },
    y: { grid: true, domain: [0, highest || 1], label: speaker.text(unit), tickFormat: spelled, ticks: 6, nice: true },
    marks: [
      Plot.areaY(between, { x: 'day', y1: 'low', y2: 'high', fill: colourOf(expected.name), fillOpacity: 0.2 }),
      Plot.ruleY([0], { stroke: 'currentColor' }),
      ...(limit === null ? [] : [Plot.ruleY(ceiling, { stroke: colourOf(limit.name), strokeWidth: 2 })]),
      Plot.lineY(points(expected), {
        x: 'day',
        y: 'value',
        stroke: colourOf(expected.name),
        strokeWidth: 2,
        strokeDasharray: '6 4',
      }),
      Plot.lineY(points(actual), { x: 'day', y: 'value', stroke: colourOf(actual.name), strokeWidth: 2.5 }),
      Plot.dot(points(expected).slice(1), {
        x: 'day',
        y: 'value',
        r: 2.5,
        fill: colourOf(expected.name),
        title: 'title',
      }),
      Plot.dot(points(actual), { x: 'day', y: 'value', r: 3, fill: colourOf(actual.name), title: 'title' }),
    ],
  });
}

function bars({ names, series, unit, type, layout }: Bars, { speaker, document }: Drawing): Element {
  const labels = names.map((name) => cut(nameText(name, speaker), MOST_LETTERS));
  const data = series.flatMap(({ values, shown }, index) =>
    names.map((_, place) => ({
      name: String(place),
      series: String(index),
      value: values[place] ?? null,
      size: floatOf(values[place] ?? null),
      text: cellText(shown?.[place] ?? values[place] ?? null, type, placesOf(unit), speaker),
    })),
  );
  const spelled = tickFormat(speaker);
  const isGrouped = layout === 'grouped';
  const hasLabels = isGrouped || series.length === 1;
  const ends = data.map(({ text }) => text);
  const rows = isGrouped ? names.length * series.length : names.length;
  const title = ({ name, series: index, text }: (typeof data)[number]) =>
    `${nameText(names[Number(name)] ?? '', speaker)}${series.length > 1 ? `, ${nameText(series[Number(index)]?.name ?? '', speaker)}` : ''}: ${text}`;
  const places = names.map((_, place) => String(place));
  const label = (place: string) => labels[Number(place)] ?? '';
  const known = data.filter(({ value }) => value !== null);
  return Plot.plot({
    ...common(document),
    height: 60 + rows * (isGrouped ? 19 : 26) + (isGrouped ? names.length * 10 : 0),
    marginLeft: marginFor(labels),
    marginRight: hasLabels ? marginFor(ends) : 30,
    marginTop: 12,
    marginBottom: 44,
    x: { grid: true, label: speaker.text(unit), tickFormat: spelled, ticks: 6, nice: true, labelAnchor: 'right' },
    color: colours(series.length),
    ...(isGrouped
      ? {
          y: { type: 'band' as const, domain: series.map((_, index) => String(index)), axis: null, padding: 0.1 },
          fy: { type: 'band' as const, domain: places, label: null, tickFormat: label, padding: 0.2 },
        }
      : { y: { type: 'band' as const, domain: places, label: null, tickFormat: label, tickSize: 0 } }),
    marks: [
      ...(isGrouped ? [Plot.axisFy({ anchor: 'left', tickFormat: label, label: null, lineWidth: MOST_LETTERS })] : []),
      Plot.barX(known, {
        ...(isGrouped ? { fy: 'name', y: 'series' } : { y: 'name' }),
        x: 'size',
        fill: 'series',
        title,
      }),
      ...(hasLabels
        ? [
            Plot.text(known, {
              ...(isGrouped ? { fy: 'name', y: 'series' } : { y: 'name' }),
              x: 'size',
              text: 'text',
              dx: 5,
              textAnchor: 'start',
            }),
          ]
        : []),
      Plot.ruleX([0], { stroke: 'currentColor' }),
    ],
  });
}

function waterfall({ steps, unit, type }: Waterfall, { speaker, document }: Drawing): Element {
  const labels = steps.map(({ name }) => cut(nameText(name, speaker), MOST_LETTERS));
  const spelled = tickFormat(speaker);
  let reached = 0;
  const data = steps.map(({ amount, isTotal }, place) => {
    const size = toNumber(amount);
    const from = isTotal ? 0 : reached;
    reached = isTotal ? size : reached + size;
    const sign = !isTotal && size > 0 ? '+' : '';
    const colour = isTotal ? 'var(--whole)' : size > 0 ? 'var(--more)' : 'var(--less)';
    return {
      place: String(place),
      from,
      to: reached,
      colour,
      text: sign + cellText(amount, type, placesOf(unit), speaker),
    };
  });
  const right = (one: (typeof data)[number]) => Math.max(one.from, one.to);
  return Plot.plot({
    ...common(document),
    height: 60 + steps.length * 32,
    marginLeft: marginFor(labels),
    marginRight: marginFor(data.map(({ text }) => text)),
    marginTop: 12,
    marginBottom: 44,
    x: { grid: true, label: speaker.text(unit), tickFormat: spelled, ticks: 6, nice: true, labelAnchor: 'right' },
    y: {
      type: 'band',
      domain: data.map(({ place }) => place),
      label: null,
      tickFormat: (place: string) => labels[Number(place)] ?? '',
      tickSize: 0,
    },
    marks: [
      Plot.barX(data, { y: 'place', x1: 'from', x2: 'to', fill: 'colour' }),
      Plot.text(data, { y: 'place', x: right, text: 'text', dx: 5, textAnchor: 'start' }),
      Plot.ruleX([0], { stroke: 'currentColor' }),
    ],
  });
}

/** Of money the unit is its currency. */
function placesOf(unit: Text): number {
  return decimalsOf(typeof unit === 'string' ? unit : undefined);
}

function common(document: object) {
  return { document: document as never, width: WIDTH, className: 'chart' };
}

function colours(count: number) {
  const domain = Array.from({ length: count }, (_, index) => String(index));
  return { type: 'ordinal' as const, domain, range: domain.map((_, index) => `var(--c${index % COLOURS})`) };
}

function marginFor(labels: readonly string[]): number {
  return Math.ceil(16 + LETTER * Math.max(3, ...labels.map(displayWidth)));
}

function nameText(name: ChartName, speaker: Speaker): string {
  return visible(typeof name === 'string' ? name : speaker.text(name as Text));
}

function floatOf(value: Exact | number | null): number {
  if (value === null) return 0;
  return typeof value === 'number' ? value : toNumber(value);
}

/** Three digits are enough to read an axis; the exact figures are in the table. */
function tickFormat({ tag }: Speaker): (value: number) => string {
  const plain = new Intl.NumberFormat(tag, { maximumSignificantDigits: 4 });
  const compact = new Intl.NumberFormat(tag, { notation: 'compact', maximumSignificantDigits: 3 });
  return (value) => (Math.abs(value) >= 100_000 ? compact : plain).format(value);
}
