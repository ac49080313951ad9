/**
 * Groups as rows of the engine have them: group_1, group_2, …, as many as a question groups by.
 */

export function groupOf(row: Readonly<Record<string, unknown>>, count: number): (string | null)[] {
  return Array.from({ length: count }, (_, index) => (row[`group${index + 1}`] ?? null) as string | null);
}

export function trailing(columns: string): string {
  return columns === '' ? '' : `${columns}, `;
}
