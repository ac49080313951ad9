// The printed figures: a table of what was measured and a table of goals, both Markdown, to be read in a terminal as well.

const GOALS = { slowerThanReadJson: 2, fasterThanPython: 6, peakMib: 700, startMs: 60 };

/** One line per contestant: medians over the rounds, and its time divided by tollbook's. */
export function resultTable(field, rounds) {
  const rows = field.map(({ id, title }) => {
    const seconds = rounds.map((round) => round.get(id).seconds);
    const ratios = pairs(rounds, id, 'tollbook');
    return [
      title,
      median(seconds).toFixed(2),
      `${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)}`,
      rounded(
        rounds.map((round) => round.get(id).cpuSeconds),
        1,
      ),
      rounded(
        rounds.map((round) => round.get(id).peakMib),
        0,
      ),
      ratios.length === 0 ? '–' : median(ratios).toFixed(2),
    ];
  });
  return table(['', 'wall s', 'range', 'CPU s', 'peak MiB', '÷ tollbook'], rows);
}

/** `start` holds the milliseconds of `tollbook --help` and of an empty program. What was not measured is not judged. */
export function goalTable(rounds, start) {
  const { slowerThanReadJson, fasterThanPython, peakMib, startMs } = GOALS;
  const slower = median(pairs(rounds, 'tollbook', 'read_json'));
  const faster = median(pairs(rounds, 'python', 'tollbook'));
  // The goal is a bound, so the largest peak counts.
  const peak = Math.max(...rounds.map((round) => round.get('tollbook')?.peakMib ?? Number.NaN));
  const later = median(start.help) - median(start.empty);
  return table(
    ['goal', 'measured', ''],
    [
      [
        `at most ${slowerThanReadJson} × bare read_json`,
        `${slower.toFixed(2)} ×`,
        verdict(slower, slower <= slowerThanReadJson),
      ],
      [
        `at least ${fasterThanPython} × as fast as the Python loop`,
        `${faster.toFixed(1)} ×`,
        verdict(faster, faster >= fasterThanPython),
      ],
      [`peak memory under ${peakMib} MiB`, `${peak.toFixed(0)} MiB`, verdict(peak, peak < peakMib)],
      [
        `--help at most ${startMs} ms after node -e 0`,
        `${later.toFixed(0)} ms (${median(start.help).toFixed(0)} against ${median(start.empty).toFixed(0)})`,
        verdict(later, later <= startMs),
      ],
    ],
  );
}

function verdict(figure, isReached) {
  if (Number.isNaN(figure)) return 'not measured';
  return isReached ? 'reached' : 'missed';
}

/** How many times the time of `other` it took, round by round: noise that lasts a round hits both. */
function pairs(rounds, id, other) {
  return rounds
    .filter((round) => round.has(id) && round.has(other))
    .map((round) => round.get(id).seconds / round.get(other).seconds);
}

export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return Number.NaN;
  return Number.isInteger(middle) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[Math.floor(middle)];
}

function rounded(values, digits) {
  return values.includes(null) ? '–' : median(values).toFixed(digits);
}

/** Markdown; the first column to the left, the others to the right. */
export function table(head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column].length)));
  const line = (cells) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
