/** Throws unless the value is a finite number >= 0. */
export function requireVariance(who: string, what: string, value: number): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    throw new Error(`${who}: ${what} must be a finite number >= 0, got ${value}`);
  }
}

/** Throws unless the value is in [-1, 1]. */
export function requireCorrelation(who: string, c: number): void {
  if (!(c >= -1 && c <= 1)) throw new Error(`${who}: c must be in [-1, 1], got ${c}`);
}

/** Throws unless the value is an integer >= 1. */
export function requireCount(who: string, what: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 1))
    throw new Error(`${who}: ${what} must be an integer >= 1, got ${value}`);
}
