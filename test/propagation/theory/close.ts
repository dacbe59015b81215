import { expect } from "vitest";

/** Holds every named number to its cell: relative error `within`, plus an absolute one where the cell is near zero. */
export function expectClose(
  observed: Readonly<Record<string, number>>,
  row: Readonly<Record<string, string>>,
  within: number,
  absolute = 0,
): void {
  for (const [column, value] of Object.entries(observed)) {
    const truth = Number(row[column]);
    const miss = value === truth ? 0 : Math.abs(value - truth) / (absolute + within * Math.abs(truth));
    expect(miss, `${column}: must be ${truth}, got ${value}`).toBeLessThanOrEqual(1);
  }
}
