const SPLITTER = 2 ** 27 + 1;
/** a b as an unevaluated sum of the rounded product and its rounding error (Dekker 1971). Exact unless something overflows. */
export function twoProduct(a, b) {
    const product = a * b;
    const [a1, a2] = halves(a);
    const [b1, b2] = halves(b);
    const error = a2 * b2 - (product - a1 * b1 - a2 * b1 - a1 * b2);
    return [product, Number.isFinite(error) ? error : 0];
}
function halves(x) {
    const t = SPLITTER * x;
    const high = t - (t - x);
    return [high, x - high];
}
