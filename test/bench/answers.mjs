// Are the figures right? Speed of a wrong answer is worth nothing, so every run of every contestant is compared.

/**
 * Counts must be equal. Quantiles may be off by one percent: over very many rows a histogram with a stated error is
 * allowed to stand for the exact value.
 */
const QUANTILE_TOLERANCE = 0.01;

/** What both rows have is compared; these are what a yardstick can have. */
const COUNTS = ['calls', 'errors', 'input_tokens', 'cache_read_tokens', 'output_tokens', 'total_tokens'];
const QUANTILES = ['duration_ms_p50', 'duration_ms_p95', 'duration_ms_p99'];

/** Rows of the reference with the total that other contestants give. */
export function withTotals(rows) {
  return rows.map((row) => ({ ...row, total_tokens: row.input_tokens + row.output_tokens }));
}

/**
 * Sentences about what differs, none when the answers agree; `needed` are figures that may not be missing.
 * @param {Record<string, unknown>[]} actual
 * @param {Record<string, unknown>[]} expected
 * @param {readonly string[]} needed
 */
export function disagreements(actual, expected, needed = []) {
  const found = new Map(actual.map((row) => [row.model, row]));
  const sentences = [];
  if (found.size !== actual.length) sentences.push('a model has two rows');
  for (const row of actual) {
    if (!expected.some((wanted) => wanted.model === row.model))
      sentences.push(`${row.model}: no such model in the log`);
  }
  for (const wanted of expected) {
    const row = found.get(wanted.model);
    if (row === undefined) sentences.push(`${wanted.model}: missing`);
    else sentences.push(...differences(row, wanted, needed));
  }
  return sentences;
}

function differences(row, wanted, needed) {
  const told = (name) => `${wanted.model}: ${name} is ${row[name]}, expected ${wanted[name]}`;
  const isCompared = (name) => wanted[name] !== undefined && (row[name] !== undefined || needed.includes(name));
  return [
    ...COUNTS.filter((name) => isCompared(name) && row[name] !== wanted[name]),
    ...QUANTILES.filter((name) => isCompared(name) && !(deviation(row[name], wanted[name]) <= QUANTILE_TOLERANCE)),
  ].map(told);
}

/** The largest relative difference of a quantile, for the reader: 0 when all are exact. */
export function largestDeviation(actual, expected) {
  const found = new Map(actual.map((row) => [row.model, row]));
  const all = expected.flatMap((wanted) =>
    QUANTILES.map((name) => deviation(found.get(wanted.model)?.[name], wanted[name])),
  );
  return Math.max(0, ...all);
}

function deviation(actual, expected) {
  return typeof actual === 'number' ? Math.abs(actual - expected) / Math.max(1, expected) : Number.NaN;
}

/** Everything that `usage` prints and the reference counts too. */
export const USAGE_FIGURES = [...COUNTS, ...QUANTILES];
