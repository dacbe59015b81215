/** Orthonormal vectors by modified Gram-Schmidt, twice over: R's diagonal is positive by construction, so Q is Haar. */
export function orthonormal(count, length, normal) {
    const vectors = [];
    for (let k = 0; k < count; k++) {
        const v = Float64Array.from({ length }, normal);
        for (let pass = 0; pass < 2; pass++)
            for (const q of vectors)
                subtract(v, q, dot(v, q));
        const norm = Math.sqrt(dot(v, v));
        vectors.push(v.map((x) => x / norm));
    }
    return vectors;
}
function dot(a, b) {
    let sum = 0;
    for (let i = 0; i < a.length; i++)
        sum += a[i] * b[i];
    return sum;
}
function subtract(v, q, factor) {
    for (let i = 0; i < v.length; i++)
        v[i] -= factor * q[i];
}
/** A matrix of `rows` by `columns`, C order: its short side's vectors are orthonormal. */
export function orthonormalMatrix(rows, columns, normal) {
    const upright = rows >= columns;
    const vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), normal);
    return Float64Array.from({ length: rows * columns }, (_, k) => {
        const [row, column] = [Math.floor(k / columns), k % columns];
        return upright ? vectors[column][row] : vectors[row][column];
    });
}
