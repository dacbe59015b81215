/** Term k >= 2 of the series for 2 P(D+ >= d) - P(D >= d), to O(n^-2) (Li-Chien 1956). For k = 1 it is -2 P(D+ >= d) itself. */
export function liChien(n: number, d: number, k: number): number {
  const z2 = n * d * d;
  const z = Math.sqrt(z2);
  const k2 = k * k;
  const odd = k % 2;
  const f1 = k2 - odd;
  const f2 = 5 * k2 + 22 - 15 * odd;
  const bracket =
    1 -
    (2 * k2 * z) / (3 * Math.sqrt(n)) -
    (f1 - 4 * (f1 + 3) * k2 * z2 + 8 * k2 * k2 * z2 * z2) / (18 * n) +
    ((k2 * z) / (27 * n * Math.sqrt(n))) * (f2 / 5 - (4 * (f2 + 45) * k2 * z2) / 15 + 8 * k2 * k2 * z2 * z2);
  return (odd ? -2 : 2) * Math.exp(-2 * k2 * z2) * bracket;
}
