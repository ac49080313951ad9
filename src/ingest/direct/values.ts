/** A list of 32-bit values in parts, so that growing never copies. Keeps nothing where the log has no such figure. */
const PART = 1 << 18;

export function makeValues(isKept: boolean) {
  const full: Uint32Array[] = [];
  let part = new Uint32Array(isKept ? PART : 0);
  let used = 0;
  return {
    push(value: number): void {
      if (!isKept) return;
      if (used === PART) {
        full.push(part);
        part = new Uint32Array(PART);
        used = 0;
      }
      part[used] = value;
      used += 1;
    },
    parts: (): Uint32Array[] => (isKept ? [...full, part.slice(0, used)] : []),
  };
}
