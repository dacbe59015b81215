/** Gauss-Legendre nodes and weights on [-1, 1], by Newton's method on the Legendre polynomial. */
export function gaussLegendre(n) {
    const nodes = new Float64Array(n);
    const weights = new Float64Array(n);
    for (let i = 0; i < n; i++) {
        let x = -Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
        let slope = 1;
        for (let step = 0; step < 100; step++) {
            const [value, before] = legendre(n, x);
            slope = (n * (x * value - before)) / (x * x - 1);
            const move = value / slope;
            x -= move;
            if (Math.abs(move) < 1e-16)
                break;
        }
        nodes[i] = x;
        weights[i] = 2 / ((1 - x * x) * slope * slope);
    }
    return { nodes, weights };
}
/** P_n(x) and P_(n-1)(x). */
function legendre(n, x) {
    let [before, value] = [1, x];
    for (let k = 2; k <= n; k++)
        [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
    return n === 0 ? [1, 0] : [value, before];
}
