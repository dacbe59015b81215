export function evaluate({ numerator, denominator }, x) {
    return polynomial(numerator, x) / polynomial(denominator, x);
}
/** Horner's rule. */
export function polynomial(coefficients, x) {
    let sum = 0;
    for (let k = coefficients.length - 1; k >= 0; k--)
        sum = sum * x + coefficients[k];
    return sum;
}
