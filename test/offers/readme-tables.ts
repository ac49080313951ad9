/** Tables of a README as rows of text, so that what is documented is what is tested. */

/** The rows of the table whose first column is headed so; throws where there is none, or one without rows. */
export function rowsOf(readme: string, firstColumn: string): string[][] {
  const lines = readme.split('\n');
  const head = lines.findIndex((line) => line.startsWith(`| ${firstColumn}`));
  const end = lines.findIndex((line, index) => index > head && !line.startsWith('|'));
  const rows = lines.slice(head + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  if (head < 0 || rows.length === 0) throw new Error(`the README has no table that starts with ${firstColumn}`);
  return rows;
}
