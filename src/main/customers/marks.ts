/** Rows as bits: a million of them take 125 kB. */
export interface Marks {
  add(rows: readonly number[]): void;
  has(row: number): boolean;
  count(): number;
  /** Ascending. */
  rows(): number[];
}

export function createMarks(): Marks {
  let bits = new Uint8Array(1024);
  let count = 0;
  const has = (row: number): boolean => ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  return {
    add(rows) {
      for (const row of rows) {
        if (has(row)) continue;
        const at = row >> 3;
        if (at >= bits.length) {
          const longer = new Uint8Array(2 * at);
          longer.set(bits);
          bits = longer;
        }
        bits[at] = (bits[at] ?? 0) | (1 << (row & 7));
        count += 1;
      }
    },
    has,
    count: () => count,
    rows() {
      const rows: number[] = [];
      for (const [at, byte] of bits.entries())
        if (byte !== 0) for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) rows.push(at * 8 + bit);
      return rows;
    },
  };
}
