/**
 * The page of the monthly report in a real browser: nothing complains, nothing is fetched, every chart is drawn with every
 * label in view, nothing from a log runs, and it prints. Skipped, with a message, where there is no Chromium.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../src/core/locales.js';
import { renderDocument } from '../../src/render/document.js';
import type { Report } from '../../src/reports/report.js';
import { desk } from '../pipeline/words.js';
import { busyLog, call, reportOn } from './words.js';

const CHROMIUM = '/usr/bin/chromium';
const hasChromium = existsSync(CHROMIUM);
if (!hasChromium) console.warn(`${CHROMIUM} is not here: the page is not opened (apt-get install chromium)`);

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const here = desk();
afterAll(() => here.clear());

describe.skipIf(!hasChromium)('the page', () => {
  let browser: Browser;
  let report: Report;
  const pages = new Map<Locale, string>();

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
    const lines = [...busyLog(30), call('2026-11-01T00:00:00Z', { call_id: 'end' })];
    report = await reportOn(here, lines, '2026-10', { to: ['discount:10%', 'fee:5%'] });
    for (const locale of ['en', 'ko'] as const) {
      const html = String(await renderDocument(report, 'html', { locale }));
      pages.set(locale, pathToFileURL(here.write(`${locale}.html`, html)).href);
    }
  }, 120_000);
  afterAll(() => browser?.close());

  /** The page, and everything that it complained of or asked for. */
  async function opened(
    locale: Locale,
    colorScheme: 'light' | 'dark' = 'light',
  ): Promise<{ page: Page; heard: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, colorScheme });
    const page = await context.newPage();
    const url = pages.get(locale) ?? '';
    const heard: string[] = [];
    page.on('console', (message) => heard.push(`console ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => heard.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      if (request.url() !== url) heard.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    return { page, heard };
  }

  it.each([
    'en',
    'ko',
  ] as const)('in %s: every chart is drawn, with every label in view and none over another', async (locale) => {
    const { page, heard } = await opened(locale);
    const charts = (report.document?.sections ?? []).flatMap((section) => section.charts);
    expect(charts.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['stacked_days', 'bars', 'waterfall']));
    // Evaluated in the page, which has the types of a browser and these tests have not.
    const found = (await page.evaluate(`(() => {
      const inside = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1 && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
      const apart = (one, other) => one.right <= other.left + 1 || other.right <= one.left + 1 || one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
      return [...document.querySelectorAll('figure svg')].map((svg) => {
        const frame = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll('text')].filter((text) => text.textContent.trim() !== '');
        const boxes = texts.map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
        return {
          id: svg.closest('figure').id,
          label: svg.getAttribute('aria-label'),
          shapes: [...svg.querySelectorAll('rect, circle')].filter((rect) => rect.getBoundingClientRect().width > 0 && getComputedStyle(rect).fill !== 'none').length,
          clipped: boxes.filter(({ box }) => !inside(box, frame)).map(({ text }) => text),
          overlapping: boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => !apart(one.box, other.box)).map((other) => one.text + ' / ' + other.text)),
          table: svg.closest('section').querySelectorAll('table').length,
        };
      });
    })()`)) as { id: string; label: string; shapes: number; clipped: string[]; overlapping: string[]; table: number }[];
    expect(found.map(({ id }) => id)).toEqual(charts.map(({ id }) => `chart-${id}`));
    for (const { id, label, shapes, clipped, overlapping, table } of found) {
      expect({ id, clipped, overlapping }).toEqual({ id, clipped: [], overlapping: [] });
      expect(shapes, id).toBeGreaterThan(1);
      expect(label.length, id).toBeGreaterThan(10);
      expect(table, id).toBeGreaterThan(0);
    }
    expect(await page.title()).toBe(locale === 'en' ? 'LLM cost report, October 2026' : 'LLM 비용 보고서, 2026년 10월');
    // Nothing is wider than the page itself.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1100);
    expect(heard).toEqual([]);
    await page.context().close();
  });

  it('shows what a log calls a model as text, and its tables sort and copy', async () => {
    const { page, heard } = await opened('en');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('#table-cost_by_model td', { hasText: '<img src=x onerror=alert(1)>' }).count()).toBe(1);
    const names = () => page.locator('#table-cost_by_model tbody tr td:first-child').allTextContents();
    const before = await names();
    await page.locator('#table-cost_by_model thead th').first().getByRole('button').click();
    const after = await names();
    expect(after).not.toEqual(before);
    expect(after).toEqual([...before].sort((one, other) => one.localeCompare(other, 'en')));
    await page
      .locator('.table', { has: page.locator('#table-cost_by_model') })
      .getByRole('button', { name: 'Copy' })
      .click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(heard).toEqual([]);
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)('has no serious accessibility issue when it is %s', async (scheme) => {
    // In the dark the page is the same but for its colours.
    const runOnly = scheme === 'dark' ? ['color-contrast'] : ['wcag2a', 'wcag2aa', 'best-practice'];
    const rules = { runOnly, resultTypes: ['violations'] };
    const { page } = await opened('ko', scheme);
    // Evaluated by the debugger, which the policy of the page does not concern.
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(rules)})`)) as {
      violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
    };
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`);
    expect(serious).toEqual([]);
    await page.context().close();
  });

  it('prints, with the folded tables unfolded', async () => {
    const { page, heard } = await opened('en');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#table-cost_by_model thead th').first().innerText()).toBe('model');
    expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(0);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const sheets = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
    expect(sheets).toBeGreaterThan(5);
    expect(sheets).toBeLessThan(40);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('details:not([open])').count()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator('details:not([open])').count()).toBeGreaterThan(0);
    expect(heard).toEqual([]);
    await page.context().close();
  });
});
