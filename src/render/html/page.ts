/**
 * A document as one self-contained page: no network, a policy that lets in only the page's own style and script, and nothing
 * that recomputes a figure. Text from logs is escaped wherever it stands.
 */
import { createHash } from 'node:crypto';
import type { Text } from '../../core/phrase.js';
import { forPeople } from '../../reports/columns.js';
import type { Headline, Report, ReportDocument, Section } from '../../reports/report.js';
import { figureText, MISSING, speaking } from '../figures.js';
import { noteText } from '../notes.js';
import type { RenderOptions } from '../options.js';
import { decimalsIn, hasRoundedFigures, ROUNDED } from '../people.js';
import type { Speaker } from '../speaker.js';
import { chartHtml } from './charts.js';
import { escaped } from './escape.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';
import { tableHtml } from './table.js';

export function pageOf(report: Report, document: ReportDocument, { locale = 'en', decimals }: RenderOptions): string {
  const speaker = speaking(locale);
  const said = (text: Text) => escaped(speaker.text(text));
  const policy =
    `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; ` +
    "img-src 'none'; base-uri 'none'; form-action 'none'";
  const contents = document.sections.map(({ id, title }) => `<li><a href="#${escaped(id)}">${said(title)}</a></li>`);
  const isRounded = hasRoundedFigures(report.tables.map(forPeople), decimals);
  return `<!doctype html>
<html lang="${escaped(speaker.tag)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy).replaceAll('&#39;', "'")}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${said(document.title)}</title>
<style>${STYLE}</style>
</head>
<body data-copy="${said('Copy')}" data-copied="${said('Copied')}">
<header>
<h1>${said(document.title)}</h1>
<p class="subtitle">${said(document.subtitle)}</p>
</header>
<main>
<ul class="headlines">
${document.headlines.map((headline) => headlineHtml(headline, speaker, decimals)).join('\n')}
</ul>
<nav aria-label="${said('Contents')}"><ul>${contents.join('')}</ul></nav>
${document.sections.map((section) => sectionHtml(section, speaker, decimals)).join('\n')}
<section id="read"><h2>${said('What was read')}</h2>
${report.header.map((sentence) => `<p>${said(sentence)}</p>`).join('\n')}
${notesHtml(report, speaker)}
</section>
</main>
<footer><p>${isRounded ? said(ROUNDED) : ''}</p></footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function headlineHtml(
  { label, value, type, currency, basis, detail }: Headline,
  speaker: Speaker,
  decimals: number | undefined,
): string {
  const said = (text: Text) => escaped(speaker.text(text));
  const places = decimalsIn({ key: '', label: '', type, currency }, decimals);
  const text = value === null ? MISSING : figureText(value, { type, currency }, places, speaker);
  return (
    `<li><div class="label">${said(label)}</div><div class="value">${escaped(text.replace(/^≥ /, '≥\u00a0'))}</div>` +
    `${detail === undefined ? '' : `<p class="detail">${said(detail)}</p>`}<p class="basis">${said(basis)}</p></li>`
  );
}

function sectionHtml(
  { id, title, says, charts, tables }: Section,
  speaker: Speaker,
  decimals: number | undefined,
): string {
  const said = (text: Text) => escaped(speaker.text(text));
  const figures = charts.map(
    (chart) =>
      `<figure id="chart-${escaped(chart.id)}"><figcaption><strong>${said(chart.title)}</strong> <span class="unit">(${said(chart.unit)})</span></figcaption>` +
      `${chartHtml(chart, speaker)}</figure>`,
  );
  return `<section id="${escaped(id)}"><h2>${said(title)}</h2>
${says.map((sentence) => `<p class="says">${said(sentence)}</p>`).join('\n')}
${figures.join('\n')}
${tables.map((table) => tableHtml(forPeople(table), speaker, decimals)).join('')}</section>`;
}

function notesHtml({ notes }: Report, speaker: Speaker): string {
  if (notes.length === 0) return '';
  const items = notes.map((note) => `<li>${escaped(noteText(note, speaker))}</li>`);
  return `<h3>${escaped(speaker.text('Notes'))}</h3><ul class="notes">${items.join('\n')}</ul>`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
