/**
 * The cell styles of a workbook, each made once. ECMA-376 part 1, 18.8: https://ecma-international.org/publications-and-standards/standards/ecma-376/
 */
import { xmlText } from './xml.js';

export interface CellStyle {
  /** A number format code; empty: general. */
  readonly format: string;
  readonly isBold?: boolean | undefined;
  /** Text that looks like a formula stays text when somebody edits the cell. */
  readonly isQuoted?: boolean | undefined;
  readonly isWrapped?: boolean | undefined;
}

export interface Styles {
  /** The number that a cell names its style by. */
  of(style: CellStyle): number;
  xml(): string;
}

const FIRST_OWN_FORMAT = 164;

export function newStyles(): Styles {
  const known: CellStyle[] = [{ format: '' }];
  const formats: string[] = [];
  const same = (one: CellStyle, other: CellStyle) =>
    one.format === other.format &&
    (one.isBold ?? false) === (other.isBold ?? false) &&
    (one.isQuoted ?? false) === (other.isQuoted ?? false) &&
    (one.isWrapped ?? false) === (other.isWrapped ?? false);
  return {
    of(style) {
      const place = known.findIndex((one) => same(one, style));
      if (place >= 0) return place;
      if (style.format !== '' && !formats.includes(style.format)) formats.push(style.format);
      return known.push(style) - 1;
    },
    xml() {
      const numbered = formats.map(
        (code, index) => `<numFmt numFmtId="${FIRST_OWN_FORMAT + index}" formatCode="${xmlText(code)}"/>`,
      );
      const cells = known.map(({ format, isBold, isQuoted, isWrapped }) => {
        const id = format === '' ? 0 : FIRST_OWN_FORMAT + formats.indexOf(format);
        const alignment = isWrapped === true ? '<alignment vertical="top" wrapText="1"/>' : '';
        return (
          `<xf numFmtId="${id}" fontId="${isBold === true ? 1 : 0}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"` +
          `${isQuoted === true ? ' quotePrefix="1"' : ''}${alignment === '' ? '/>' : ` applyAlignment="1">${alignment}</xf>`}`
        );
      });
      return (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
        `${numbered.length === 0 ? '' : `<numFmts count="${numbered.length}">${numbered.join('')}</numFmts>`}` +
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
        `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs>` +
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
        '</styleSheet>'
      );
    },
  };
}
