import { twoProduct } from "./twoProduct.js";

/**
 * x^y for x >= 0, or any x if y is an integer, with the same bits on every engine: `**` has not (Node 20 and 22 differ from 24
 * and 26 in the last digit of x ** 3), while products, quotients, square roots, `Math.exp` and `Math.log` agree
 * (test/numeric/engine.test.ts). For integer and half-integer y by multiplication; for any other with a relative error of about
 * |y ln x| ulp.
 *
 * @example power(2, 1.5) // 2.82842712474619
 */
export function power(x: number, y: number): number {
  if (Number.isInteger(y) && y >= 0) return wholePower(x, y);
  if (Number.isInteger(y)) {
    const inverse = wholePower(x, -y);
    return Number.isFinite(inverse) ? 1 / inverse : wholePower(1 / x, -y);
  }
  if (Number.isInteger(2 * y)) return power(Math.sqrt(x), 2 * y);
  return x === 0 ? (y < 0 ? Number.POSITIVE_INFINITY : 0 * y) : Math.exp(y * Math.log(x));
}

/** By repeated squaring, each product with its rounding error: the result has the error of one product, not of n. */
function wholePower(x: number, n: number): number {
  if (n < 4) return n === 0 ? 1 : n === 1 ? x : n === 2 ? x * x : x * x * x;
  let [result, resultRest] = [1, 0];
  let [square, squareRest] = [x, 0];
  for (let left = n; ; ) {
    if (left % 2 === 1) [result, resultRest] = product(result, resultRest, square, squareRest);
    left = Math.floor(left / 2);
    if (left === 0 || !Number.isFinite(square)) break;
    [square, squareRest] = product(square, squareRest, square, squareRest);
  }
  return result + resultRest;
}

/** (a + aRest) (b + bRest) as a number and its remainder. */
function product(a: number, aRest: number, b: number, bRest: number): [number, number] {
  const [high, lost] = twoProduct(a, b);
  const rest = lost + (a * bRest + aRest * b);
  const sum = high + rest;
  return Number.isFinite(sum) ? [sum, high - sum + rest] : [high, 0];
}
