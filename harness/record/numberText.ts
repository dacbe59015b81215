/** Numbers as people read them; the files hold all digits. */

/** Four significant digits without trailing zeros; text stays as it is. */
export function fourDigits(x: string | number): string {
  return typeof x === "string" ? x : String(Number(x.toPrecision(4)));
}

const SMALLEST = 1e-300;

/** "= 0.031" or "< 1e-300": below the normal range of float64 a p-value's digits mean nothing. */
export function pValueText(p: number): string {
  return p < SMALLEST ? `< ${SMALLEST}` : `= ${Number(p.toPrecision(2))}`;
}
