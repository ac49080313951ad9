/**
 * The little script of the page: tables sort and copy, and print shows all of them. Nothing in it computes a figure. One
 * text, so that its hash can stand in the policy; it runs in a browser, never here.
 */
export const SCRIPT = `
'use strict';
(() => {
  const words = document.body.dataset;
  const valueOf = (cell) => cell.dataset.value === undefined ? cell.textContent.trim() : Number(cell.dataset.value);
  const sort = (table, index, header) => {
    const isUp = header.getAttribute('aria-sort') !== 'ascending';
    for (const other of table.querySelectorAll('thead th')) other.removeAttribute('aria-sort');
    header.setAttribute('aria-sort', isUp ? 'ascending' : 'descending');
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, place) => ({ row, place, value: valueOf(row.cells[index]) }));
    const order = (one, other) => {
      if (typeof one === 'number' && typeof other === 'number') return one - other;
      if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1;
      return one.localeCompare(other, document.documentElement.lang);
    };
    rows.sort((one, other) => (isUp ? 1 : -1) * order(one.value, other.value) || one.place - other.place);
    body.append(...rows.map(({ row }) => row));
  };
  const textOf = (cell) => {
    const text = cell.textContent.trim().replace(/\\s+/g, ' ');
    return cell.dataset.value === undefined && /^[=+\\-@]/.test(text) ? "'" + text : text;
  };
  const copy = async (table, button) => {
    const text = [...table.rows].map((row) => [...row.cells].map(textOf).join('\\t')).join('\\n');
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 1500);
  };
  for (const table of document.querySelectorAll('table')) {
    [...table.tHead.rows[0].cells].forEach((header, index) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...header.childNodes);
      button.addEventListener('click', () => sort(table, index, header));
      header.append(button);
    });
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = words.copy;
    button.addEventListener('click', () => copy(table, button));
    table.closest('.table').prepend(button);
  }
  const closed = [];
  addEventListener('beforeprint', () => {
    for (const one of document.querySelectorAll('details:not([open])')) { one.open = true; closed.push(one); }
  });
  addEventListener('afterprint', () => { for (const one of closed.splice(0)) one.open = false; });
})();
`;
