/**
 * A standard normal conditioned on an interval, by its quantile function, one word for each entry.
 *
 * Phi^-1(p) = (p - q) g(-ln 4pq), q = 1 - p: g is smooth, so two polynomials suffice (the change of variable is from Giles,
 * "Approximating the erfinv function", GPU Computing Gems 2011; the coefficients are our own Chebyshev fits, relative error 7e-9
 * and 1e-6, recipe in test/golden/README.md). p and q are computed separately, so that neither tail cancels.
 */
import { horner, negativeLog, twoHorners } from "./elementary.js";
import { type Transform, unitOf, withKernel } from "./transform.js";

const f = Math.fround;
const SPLIT = 5;
const CENTRE = {
  at: 2.5,
  even: [2.1233134, -0.0059077214, 0.00030878917, -4.8979255e-6, 3.293116e-8].map(f),
  odd: [0.34880203, -0.0017716538, -7.0141364e-6, 6.5821564e-7, -1.2359988e-8].map(f),
};
const TAIL_AT = 4;
const TAIL = [
  5.430273056030273, 1.4276468753814697, 0.0017966357991099358, -0.001276719500310719, 0.0004235633241478354,
  -8.753719157539308e-5, 9.285663691116497e-5, -9.606651292415336e-5, 3.130822369712405e-5, -1.6485154219481046e-6,
].map(f);

/** Phi^-1(p) for float32 p and q = 1 - p, both positive. */
export function probit(p: number, q: number): number {
  const product = f(f(4 * p) * q);
  const w = negativeLog(Math.min(product, 1), f(f(p - q) * f(p - q)));
  const g =
    w < SPLIT ? twoHorners(CENTRE.even, CENTRE.odd, f(w - CENTRE.at)) : horner(TAIL, f(f(Math.sqrt(w)) - TAIL_AT));
  return f(f(p - q) * g);
}

/**
 * The transform for a normal conditioned on (low, high): `below` is Phi(low), `inside` is Phi(high) - Phi(low), `above` is 1 -
 * Phi(high), and the result is clamped to the ends. The first bit of a word selects the nearer end, the others give the distance
 * from it.
 */
export function truncatedNormal(below: number, inside: number, above: number, low: number, high: number): Transform {
  const constants = [below, inside, above, low, high].map(f);
  const [b, i, a, least, most] = constants as [number, number, number, number, number];
  return withKernel({ name: "truncatedNormal", constants, range: [least, most] }, (words, out) => {
    for (let j = 0; j < words.length; j++) {
      const near = unitOf(words[j]! & 0x7fffffff);
      const far = f(1 - near);
      const upper = words[j]! >>> 31 === 1;
      const p = f(b + f(i * (upper ? far : near)));
      const q = f(a + f(i * (upper ? near : far)));
      out[j] = Math.min(most, Math.max(least, probit(p, q)));
    }
  });
}
