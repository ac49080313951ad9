/**
 * A copy of a file with one record on each line, and where each record came from: its line in the file, and the line or
 * record it counts under. Containers and files that are no JSON lines are read through such copies.
 */
export interface Unpacked {
  /** What the account counts: the lines of the file, or where lines mean nothing in it, its outermost records. */
  readonly countedAs: 'lines' | 'records';
  /** What it was cut from where that can grow, so that it is known again when it has. */
  readonly from?: { readonly path: string; readonly bytes: number } | undefined;
  readonly counted: number;
  readonly blank: number;
  /** Per record of the copy, in order: the line of the file where it starts, and the number of what it is counted under. */
  readonly lines: readonly number[];
  readonly units: readonly number[];
  /** Counted, but with no record inside. */
  readonly empty: { readonly count: number; readonly firstLine: number | null };
}

export interface RecordShift {
  readonly from: number;
  /** Line minus number of the record in the copy, from this record on. */
  readonly by: number;
  /** The same for what it is counted under. */
  readonly unitBy: number;
}

/** Without its last record, which is not finished. */
export function withoutLast({ lines, units, counted, ...rest }: Unpacked): Unpacked {
  return { ...rest, counted: counted - 1, lines: lines.slice(0, -1), units: units.slice(0, -1) };
}

/** How numbers of lines run ahead of the numbers of records, wherever that changes. */
export function recordShifts({ lines, units }: Unpacked): RecordShift[] {
  const shifts: RecordShift[] = [];
  for (const [index, line] of lines.entries()) {
    const from = index + 1;
    const by = line - from;
    const unitBy = (units[index] as number) - from;
    const last = shifts.at(-1);
    if (last?.by !== by || last.unitBy !== unitBy) shifts.push({ from, by, unitBy });
  }
  return shifts;
}
