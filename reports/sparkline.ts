/** A curve in one line of text. */
const HEIGHTS = [..."▁▂▃▄▅▆▇█"];
const LETTERS = 10;
/** A curve that changes by less than this, as a logarithm, is drawn level: noise must not look like a slope. */
const LEAST_RANGE = 2;

/** The curve in ten letters at most, from its first point to its last; a space where there is no number. */
export function sparkline(values: readonly (number | null)[]): string {
  const finite = values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (finite.length === 0) return "";
  const low = finite.reduce((a, b) => Math.min(a, b));
  const high = finite.reduce((a, b) => Math.max(a, b));
  const range = Math.max(high - low, LEAST_RANGE);
  const bottom = (low + high - range) / 2;
  const letters = Math.min(LETTERS, values.length);
  return Array.from({ length: letters }, (_, at) => {
    const value = values[letters === 1 ? 0 : Math.round((at * (values.length - 1)) / (letters - 1))] ?? Number.NaN;
    const height = Math.round(((value - bottom) / range) * (HEIGHTS.length - 1));
    return HEIGHTS[height] ?? " ";
  }).join("");
}
