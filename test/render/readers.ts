/** Readers of our own formats, written from their specifications and not from the renderers. */

/** RFC 4180: fields of every record, with LF or CR alone as plain characters of a quoted field. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let position = 0;
  while (position < text.length) {
    let field = '';
    if (text[position] === '"') {
      position += 1;
      for (;;) {
        if (position >= text.length) throw new Error('a quoted field does not end');
        if (text[position] !== '"') field += text[position++];
        else if (text[position + 1] === '"') {
          field += '"';
          position += 2;
        } else break;
      }
      position += 1;
    } else {
      while (position < text.length && text[position] !== ',' && text[position] !== '\r') field += text[position++];
      if (/["\n]/.test(field)) throw new Error(`a quote or line end in a bare field: ${field}`);
    }
    record.push(field);
    if (text[position] === ',') {
      position += 1;
      if (position >= text.length) throw new Error('the last record does not end');
    } else if (text.startsWith('\r\n', position)) {
      position += 2;
      records.push(record);
      record = [];
    } else throw new Error(`neither a comma nor a line end at ${position}`);
  }
  return records;
}

/** Cells of the table rows of a GitHub Markdown document: split at pipes that no backslash escapes, then unescaped. */
export function parseMarkdownTable(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.endsWith(' |'))
    .map((line) => {
      const cells: string[] = [];
      let cell = '';
      for (let index = 1; index < line.length; index += 1) {
        if (line[index] === '\\' && /[!-/:-@[-`{-~]/.test(line[index + 1] ?? '')) cell += line[++index];
        else if (line[index] === '|') {
          cells.push(cell.slice(1, -1));
          cell = '';
        } else cell += line[index];
      }
      return cells.map((one) => one.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
    });
}
