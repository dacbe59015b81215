const FEWEST = 64;
/**
 * S = sum of a_k b_k over the entries that both begin with. If the b_k are independent of the a_k and as likely positive as
 * negative, then given all magnitudes S is a sum of fair signs, and P(|S| >= s) <= 2 exp(-s^2 / (2 sum (a_k b_k)^2))
 * (Hoeffding 1963, theorem 2): no law needs to be known, and the bound holds however far out.
 */
export function correlationOf(one, other) {
    const n = Math.min(one.start.length, other.start.length);
    if (n < FEWEST || !(one.symmetric && other.symmetric))
        return undefined;
    let [sum, squares, a2, b2] = [0, 0, 0, 0];
    for (let k = 0; k < n; k++) {
        const [a, b] = [one.start[k], other.start[k]];
        const product = a * b;
        sum += product;
        squares += product * product;
        a2 += a * a;
        b2 += b * b;
    }
    if (!(squares > 0))
        return undefined;
    const pValue = Math.min(1, 2 * Math.exp(-(sum * sum) / (2 * squares)));
    return { pValue, correlation: sum / Math.sqrt(a2 * b2), entries: n };
}
