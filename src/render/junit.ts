/**
 * Gates as a JUnit report, for systems that show test results: a broken gate is a failure, an inconclusive one is skipped.
 *
 * Written for the elements that Jenkins and GitLab read; there is no standard beyond them. Only reports with cases have it.
 * https://github.com/testmoapp/junitxml (2026-11-26)
 */
import { broken } from '../core/errors.js';
import { visible } from '../core/text.js';
import type { Report, ReportCase } from '../reports/report.js';
import { cellText } from './figures.js';

const DECIMALS = 2;

export function renderJunit(report: Report, decimals = DECIMALS): string {
  const { cases } = report;
  if (cases === undefined) throw broken(`${report.command} has no cases for junit`);
  const count = (status: ReportCase['status']) => cases.filter((one) => one.status === status).length;
  const suite = `tollbook ${report.command}`;
  const counts = `tests="${cases.length}" failures="${count('fail')}" skipped="${count('inconclusive')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${escaped(suite)}" ${counts}>`,
    ...cases.flatMap((one) => caseLines(one, suite, decimals)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseLines({ name, status, says, see }: ReportCase, suite: string, decimals: number): string[] {
  const message = says.map((part) => cellText(part, 'text', decimals)).join(' ');
  const start = `    <testcase name="${escaped(name)}" classname="${escaped(suite)}"`;
  if (status === 'pass') return [`${start}/>`];
  const inside = {
    fail: `<failure message="${escaped(message)}">${escaped(see)}</failure>`,
    inconclusive: `<skipped message="${escaped(message)}"/>`,
    warn: `<system-out>${escaped(`warning: ${message}\n${see}`)}</system-out>`,
  }[status];
  return [`${start}>`, `      ${inside}`, '    </testcase>'];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML 1.0 cannot hold control characters at all, so they are made visible first. */
function escaped(text: string): string {
  return text
    .split('\n')
    .map((line) => visible(line).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? ''))
    .join('\n');
}
